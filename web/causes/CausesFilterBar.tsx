import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '../api/ask.ts'
import { channels } from '../complaints/choices.ts'
import { useFields } from '../complaints/fields/fields.ts'
import { nameOfLanguage } from '../complaints/languageName.ts'
import { useTopics } from '../complaints/topics.ts'
import { treeOf } from '../complaints/tree.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { FilterBar } from '../ui/filters/FilterBar.tsx'
import { FilterPick, type PickOption } from '../ui/filters/FilterPick.tsx'
import { useAddress } from './address.ts'
import { CausesPeriod } from './CausesPeriod.tsx'
import type { CausesFilters } from './openings.ts'
import type { Extent } from '../ui/period/periods.ts'

const narrowed = ['product', 'issue', 'step', 'channel', 'language', 'tag', 'field'] as const
type Narrowed = (typeof narrowed)[number]

/** The period, and which of its complaints count. All of it is in the address. */
export function CausesFilterBar({ filters, extent }: { filters: CausesFilters; extent: Extent }) {
  const t = useText()
  const { address, change } = useAddress()
  const options = { ...useOptions(), ...useOwnOptions() }
  // Tags and fields are offered where the company has any.
  const offered = narrowed.filter((name) => options[name].length > 0 || address[name] !== undefined)
  const isNarrowed = narrowed.some((name) => address[name] !== undefined)
  const nothing = Object.fromEntries(narrowed.map((name) => [name, undefined]))
  return (
    <FilterBar label={t('causes.filter')} onClear={isNarrowed ? () => change(nothing) : undefined}>
      <CausesPeriod filters={filters} extent={extent} />
      {offered.map((name) => {
        const chosen = options[name].find(({ value }) => value === address[name])?.label
        return (
          <FilterPick
            key={name}
            label={
              chosen ? t('causes.dimension', { kind: t(`causes.${name}`), name: cut(chosen) }) : t(`causes.${name}`)
            }
            options={options[name]}
            chosen={address[name] ?? null}
            onChange={(value) => change({ [name]: value ?? undefined, show: undefined })}
          />
        )
      })}
    </FilterBar>
  )
}

const cut = (words: string): string => (words.length > 32 ? `${words.slice(0, 31).trimEnd()}…` : words)

/** The languages that complaints are recognised in most. The address may name any other. */
const usualLanguages = ['en', 'ru', 'es', 'de', 'fr', 'it', 'pt', 'pl', 'uk', 'kk', 'tr', 'zh', 'und']

/** What is the company's own: tags, and the options of its fields. */
function useOwnOptions(): Record<'tag' | 'field', PickOption[]> {
  const t = useText()
  const { language } = useLanguage()
  const { data: tags = [] } = useQuery({ ...ask('listTags', { query: {} }), staleTime: 60_000 })
  const fields = (useFields() ?? []).filter(({ retired }) => !retired)
  const chosen = (key: string, code: string) => new URLSearchParams({ [key]: code }).toString()
  const yesNo = [
    ['true', t('fields.yes')],
    ['false', t('fields.no')],
  ] as const
  return {
    tag: tags.map(({ id, name }) => ({ value: id, label: name })),
    field: fields.flatMap(({ key, kind, label, options }) =>
      (kind === 'yes_no' ? yesNo : options.map((each) => [each.code, each.label[language]] as const)).map(
        ([code, name]) => ({ value: chosen(key, code), label: `${label[language]}: ${name}` }),
      ),
    ),
  }
}

function useOptions(): Record<Exclude<Narrowed, 'tag' | 'field'>, PickOption[]> {
  const t = useText()
  const { language } = useLanguage()
  const topics = useTopics()
  return useMemo(
    () => ({
      product: treeOf(topics?.products ?? []),
      issue: treeOf(topics?.issues ?? []),
      step: (topics?.steps ?? []).map(({ id, name }) => ({ value: id, label: name[language] })),
      channel: channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
      language: usualLanguages.map((code) => ({
        value: code,
        label: nameOfLanguage(language, code) ?? t('complaint.language_unknown'),
      })),
    }),
    [topics, language, t],
  )
}
