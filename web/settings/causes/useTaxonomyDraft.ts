import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { ApiProblem, call } from '../../api/client.ts'
import { queries } from '../../queries.ts'
import { type Cause, type Changes, clashes, laidOver, type Taxonomy, withChange, without } from './taxonomy-draft.ts'

const taxonomyQuery = { ...ask('readTaxonomy', {}), staleTime: 0 }

/** What somebody else saved while I was changing: their version and note, and the codes that both of us changed. */
export type Meanwhile = { version: number; note: string; clashing: string[] }

/**
 * The causes on screen: what is saved with my changes over it. When somebody else saves meanwhile, my changes are laid over
 * their version, and `meanwhile` says so; nothing that was typed is lost.
 */
export function useTaxonomyDraft(saved: Taxonomy) {
  const [base, setBase] = useState(saved)
  const [changes, setChanges] = useState<Changes>({})
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null)
  const rebase = (taxonomy: Taxonomy) => {
    if (Object.keys(changes).length > 0) {
      setMeanwhile({
        version: taxonomy.version,
        note: taxonomy.note,
        clashing: clashes(base.causes, taxonomy.causes, changes),
      })
    }
    setBase(taxonomy)
  }
  if (saved.version > base.version) rebase(saved)
  const save = async (note: string) => {
    const causes = laidOver(base.causes, changes).map(({ state: _state, ...cause }) => cause)
    const taxonomy = await call('replaceTaxonomy', { body: { basedOn: base.version, note, causes } }).catch(
      async (error) => {
        if (error instanceof ApiProblem && error.status === 412) rebase(await queries.fetchQuery(taxonomyQuery))
        throw error
      },
    )
    setBase(taxonomy)
    setChanges({})
    setMeanwhile(null)
    queries.setQueryData(taxonomyQuery.queryKey, taxonomy)
    void queries.invalidateQueries({ queryKey: ['listTaxonomyVersions'] })
    return taxonomy
  }
  return {
    base,
    changes,
    meanwhile,
    causes: laidOver(base.causes, changes),
    change: (cause: Cause) => setChanges((before) => withChange(base.causes, before, cause)),
    forget: (code: string) => setChanges((before) => without(before, code)),
    discard: () => {
      setChanges({})
      setMeanwhile(null)
    },
    save,
  }
}

export const useTaxonomyQuery = () => useQuery(taxonomyQuery)
