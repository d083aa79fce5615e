import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { channels } from '../complaints/choices.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { FilterBar } from '../ui/filters/FilterBar.tsx'
import { useAddress } from './address.ts'
import { CausesPeriod } from './CausesPeriod.tsx'
import { FilterSelect } from './FilterSelect.tsx'
import { languages } from './languages.ts'
import type { CausesFilters } from './openings.ts'
import type { Extent } from './periods.ts'

type Topics = AnswerOf<'listTopics'>

/** The period, and which of its complaints count. All of it is in the address. */
export function CausesFilterBar({ filters, extent }: { filters: CausesFilters; extent: Extent }) {
  const t = useText()
  const { address, change } = useAddress()
  const options = useOptions()
  const narrowed = ['product', 'issue', 'step', 'channel', 'language'] as const
  const isNarrowed = narrowed.some((name) => address[name] !== undefined)
  const nothing = Object.fromEntries(narrowed.map((name) => [name, undefined]))
  return (
    <div className="not-printed">
      <FilterBar label={t('causes.filter')} onClear={isNarrowed ? () => change(nothing) : undefined}>
        <CausesPeriod filters={filters} extent={extent} />
        {narrowed.map((name) => (
          <FilterSelect
            key={name}
            label={t(`causes.${name}`)}
            options={options[name]}
            value={address[name] ?? null}
            onChange={(value) => change({ [name]: value ?? undefined, show: undefined })}
          />
        ))}
      </FilterBar>
    </div>
  )
}

export type Option = { value: string; label: string; level: number }

function useOptions(): Record<'product' | 'issue' | 'step' | 'channel' | 'language', Option[]> {
  const t = useText()
  const { language } = useLanguage()
  const { data: topics } = useQuery({ ...ask('listTopics', {}), staleTime: 60_000 })
  return useMemo(() => {
    const named = new Intl.DisplayNames([language], { type: 'language' })
    const plain = (value: string, label: string): Option => ({ value, label, level: 0 })
    return {
      product: branches(topics?.products ?? []),
      issue: branches(topics?.issues ?? []),
      step: (topics?.steps ?? []).map(({ id, name }) => plain(id, name[language])),
      channel: channels.map((channel) => plain(channel, t(`channel.${channel}`))),
      language: languages
        .map((tag) => plain(tag, named.of(tag) ?? tag))
        .sort((one, other) => one.label.localeCompare(other.label, language)),
    }
  }, [topics, language, t])
}

/** A tree as a list: each branch followed by what is below it, called by its whole way from the top. */
export function branches(tree: Topics['products']): Option[] {
  const below = Map.groupBy(tree, ({ parentId }) => parentId)
  const walk = (parentId: string | null, way: string[]): Option[] =>
    (below.get(parentId) ?? [])
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .flatMap(({ id, name }) => [
        { value: id, label: [...way, name].join(' › '), level: way.length },
        ...walk(id, [...way, name]),
      ])
  return walk(null, [])
}
