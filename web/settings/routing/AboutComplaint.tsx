import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { channels } from '../../complaints/choices.ts'
import { nameOfLanguage } from '../../complaints/languageName.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { longList } from '../long-list.ts'
import { commonLanguages, pathsOf } from './options.ts'
import type { Rule } from './sentence.ts'

type About = Pick<Rule['conditions'], 'productIds' | 'channels' | 'languages'>

/** What a complaint must be about, come by and be written in; what is left empty does not narrow it. */
export function AboutComplaint({ value, onChange }: { value: About; onChange: (change: About) => void }) {
  const t = useText()
  const { language } = useLanguage()
  const { data: topics } = useQuery(ask('listTopics', {}))
  const languages = [...new Set([...commonLanguages, ...(value.languages ?? [])])]
  return (
    <>
      <MultiSelect
        {...longList}
        label={t('routing.products')}
        description={t('routing.products_why')}
        data={pathsOf(topics?.products ?? []).map(({ id, path }) => ({ value: id, label: path }))}
        value={value.productIds ?? []}
        onChange={(productIds) => onChange({ productIds })}
        searchable
        clearable
      />
      <MultiSelect
        {...longList}
        label={t('routing.channels')}
        data={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        value={value.channels ?? []}
        onChange={(chosen) => onChange({ channels: chosen })}
        clearable
      />
      <MultiSelect
        {...longList}
        label={t('routing.languages')}
        data={languages.map((code) => ({ value: code, label: nameOfLanguage(language, code) ?? code }))}
        value={value.languages ?? []}
        onChange={(chosen) => onChange({ languages: chosen })}
        searchable
        clearable
      />
    </>
  )
}
