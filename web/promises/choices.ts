import { useTopics } from '../complaints/topics.ts'
import { useLanguage } from '../language/useLanguage.ts'
import { pathsOf } from '../settings/routing/options.ts'

type Choice = { value: string; label: string }

/** Every product with those above it, to be chosen from. */
export function useProductChoices(): Choice[] {
  const { products = [] } = useTopics() ?? {}
  return pathsOf(products).map(({ id, path }) => ({ value: id, label: path }))
}

/** Every step, by its journey, to be chosen from. */
export function useStepChoices(): { group: string; items: Choice[] }[] {
  const { language } = useLanguage()
  const { steps = [] } = useTopics() ?? {}
  const journeys = Map.groupBy(steps, ({ journey }) => journey[language])
  return [...journeys].map(([group, members]) => ({
    group,
    items: members.map(({ id, name }) => ({ value: id, label: name[language] })),
  }))
}
