import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mapping } from '../../src/channels/import/mapping/mapping.ts'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { originOf } from './questions.ts'
import type { Preview } from './preview.ts'

/** A mapping as far as a person has settled it. */
export type Draft = {
  mapping: Mapping
  /** Where it comes from: `guess`, the name of a shipped mapping, `earlier` (the import that rejected these rows), or `own`. */
  chosen: string
  /** Questions answered, by their key. */
  answered: string[]
}

const memory = (id: string): string => `amends.import.${id}`

/** What was settled in this tab before the page was loaded anew. */
function recallDraft(id: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(memory(id)) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

function rememberDraft(id: string, draft: Draft): void {
  try {
    sessionStorage.setItem(memory(id), JSON.stringify(draft))
  } catch {
    // Storage is full or forbidden: the draft holds until the page is closed.
  }
}

const beginOf = (preview: Preview): Draft => ({ mapping: preview.mapping, chosen: originOf(preview), answered: [] })

/** The mapping of an uploaded file while a person settles it, and its first rows under that mapping. */
export function useDraft(id: string) {
  // What the server makes of the file by itself; it stays the same whatever is changed.
  const first = useQuery({ ...ask('previewImport', { params: { id }, body: {} }), staleTime: Infinity })
  const [kept, setKept] = useState(() => recallDraft(id))
  const draft = kept ?? (first.data ? beginOf(first.data) : null)
  const change = (next: Partial<Draft>) => {
    if (!draft) return
    const changed = { ...draft, ...next }
    setKept(changed)
    rememberDraft(id, changed)
  }
  const [mapping] = useDebouncedValue(draft?.mapping, 350)
  const isAsFound = mapping !== undefined && mapping === first.data?.mapping
  const rows = useQuery({
    ...ask('previewImport', { params: { id }, body: { mapping } }),
    enabled: mapping !== undefined && !isAsFound,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
  return {
    first,
    draft,
    change,
    preview: isAsFound ? first.data : (rows.data ?? first.data),
    previewError: isAsFound ? null : rows.error,
    /** Whether the rows shown are not yet those of the mapping shown. */
    isBehind: mapping !== draft?.mapping || (!isAsFound && rows.isFetching),
  }
}

/** The mapping by the name of a shipped one, or one of a person's own. @throws ApiProblem naming what is wrong in it */
export async function checkedMapping(id: string, wanted: { as: string } | { mapping: unknown }): Promise<Mapping> {
  return (await call('previewImport', { params: { id }, body: wanted })).mapping
}
