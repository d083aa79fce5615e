import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { pathsOf } from '../routing/options.ts'

export type Exposure = AnswerOf<'readExposures'>[number]
type Dimension = Exposure['dimension']

/** What an exposure is of, as one word for a list: `all`, or dimension and id. */
export const thingOf = ({ dimension, valueId }: Pick<Exposure, 'dimension' | 'valueId'>): string =>
  valueId === null ? dimension : `${dimension} ${valueId}`

export function placeOf(thing: string): { dimension: Dimension; valueId: string | null } {
  const [dimension = 'all', valueId = null] = thing.split(' ')
  return { dimension: dimension as Dimension, valueId }
}

/** Everything that can be exposed, in groups for a list, and a name for each. */
export function useThings() {
  const t = useText()
  const { language } = useLanguage()
  const { data: topics } = useQuery(ask('listTopics', {}))
  return useMemo(() => {
    const of = (dimension: Dimension, list: { id: string; path: string }[]) =>
      list.map(({ id, path }) => ({ value: `${dimension} ${id}`, label: path }))
    const steps = (topics?.steps ?? []).map(({ id, journey, name }) => ({
      id,
      path: `${journey[language]} › ${name[language]}`,
    }))
    const groups = [
      { group: t('exposure.company'), items: [{ value: 'all', label: t('exposure.all') }] },
      { group: t('exposure.products'), items: of('product', pathsOf(topics?.products ?? [])) },
      { group: t('exposure.issues'), items: of('issue', pathsOf(topics?.issues ?? [])) },
      { group: t('exposure.steps'), items: of('step', steps) },
    ].filter(({ items }) => items.length > 0)
    const names = new Map(groups.flatMap(({ items }) => items.map(({ value, label }) => [value, label])))
    return { groups, nameOf: (thing: string) => names.get(thing) ?? t('exposure.cause') }
  }, [topics, language, t])
}
