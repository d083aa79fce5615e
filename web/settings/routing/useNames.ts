import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask, askAll, type ItemOf } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { isChannel } from '../../complaints/choices.ts'
import { nameOfLanguage } from '../../complaints/languageName.ts'
import { useFields } from '../../complaints/fields/fields.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import type { Names } from './sentence.ts'

/** People, teams and products that rules can name, and the names for what they hold as ids and codes. */
export function useRoutingWorld() {
  const t = useText()
  const { language } = useLanguage()
  const { data: people } = useQuery(askAll('listPeople'))
  const { data: teams } = useQuery(ask('listTeams', {}))
  const { data: topics } = useQuery(ask('listTopics', {}))
  const fields = useFields()
  const names = useMemo<Names>(() => {
    const fieldOf = (key: string) => fields?.find((field) => field.key === key)
    const named = (list: { id: string; name: string }[] | undefined) => {
      const byId = new Map(list?.map(({ id, name }) => [id, name]))
      return (id: string) => byId.get(id) ?? '…'
    }
    return {
      person: named(people),
      team: named(teams),
      product: named(topics?.products),
      channel: (code) => (isChannel(code) ? t(`channel.${code}`) : code),
      language: (code) => nameOfLanguage(language, code) ?? code,
      field: (key) => fieldOf(key)?.label[language] ?? key,
      option: (key, value) => {
        const field = fieldOf(key)
        if (field?.kind === 'yes_no') return t(value === 'true' ? 'fields.yes' : 'fields.no')
        return field?.options.find(({ code }) => code === value)?.label[language] ?? value
      },
    }
  }, [people, teams, topics, fields, t, language])
  return {
    names,
    people: people ?? none.people,
    teams: teams ?? none.teams,
  }
}

const none: {
  people: ItemOf<'listPeople'>[]
  teams: AnswerOf<'listTeams'>
} = {
  people: [],
  teams: [],
}
