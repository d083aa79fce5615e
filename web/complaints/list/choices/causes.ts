import type { CauseClass, Locus } from '../../../../src/causes/rules.ts'
import { causeClasses, lociOf } from '../../../../src/causes/rules.ts'
import { useLanguage, useText } from '../../../language/useLanguage.ts'
import type { PickOption } from '../../../ui/filters/FilterPick.tsx'
import { useTaxonomy } from '../../topics.ts'
import type { ListSearch } from '../search.ts'
import { readSeveral, writeSeveral } from '../several.ts'
import type { Choice } from './choice.ts'

/** The cause: coded or not, then classes, their loci and the causes of the taxonomy, as one tree. */
export function useCauseChoice(): Choice {
  const t = useText()
  return {
    key: 'cause',
    label: t('complaints.cause'),
    isUsual: true,
    kind: 'several',
    options: useCauseTree(),
    read: readCause,
    write: writeCause,
  }
}

function useCauseTree(): PickOption[] {
  const t = useText()
  const { language } = useLanguage()
  const taxonomy = useTaxonomy()
  const ofLocus = (locus: Locus) =>
    (taxonomy?.causes ?? [])
      .filter((cause) => cause.locus === locus)
      .map(({ id, name }) => ({ value: `cause:${id}`, label: name[language], depth: 2 }))
  const ofClass = (causeClass: CauseClass): PickOption[] => [
    { value: `causeClass:${causeClass}`, label: t(`cause.class.${causeClass}`) },
    ...lociOf[causeClass].flatMap((locus) => [
      { value: `causeLocus:${locus}`, label: t(`cause.locus.${locus}`), depth: 1 },
      ...ofLocus(locus),
    ]),
  ]
  return [
    { value: 'coded:true', label: t('complaints.coded') },
    { value: 'coded:false', label: t('cause.class.uncoded') },
    ...causeClasses.flatMap(ofClass),
    { value: 'causeLocus:none', label: t('complaints.no_locus') },
    { value: 'cause:none', label: t('complaints.no_cause') },
  ]
}

const parts = ['causeClass', 'causeLocus', 'cause'] as const
type Part = (typeof parts)[number]
const isPart = (word: string | undefined): word is Part => parts.includes(word as Part)

/** Everything the address says of the cause, as values of the tree: `causeClass:surprise,-cause:ID`. */
export function readCause(search: ListSearch): string | undefined {
  const stated = parts.flatMap((part) =>
    readSeveral(search[part]).map(({ value, isExcluded }) => ({ value: `${part}:${value}`, isExcluded })),
  )
  const coded = search.coded === undefined ? [] : [{ value: `coded:${search.coded}`, isExcluded: false }]
  return writeSeveral([...coded, ...stated])
}

/**
 * Values of the tree as parts of the address. What is coded so and lies there is one complaint in two ways, so values of
 * another part than the one chosen last give way: together they would mean both, which nobody expects of "any of".
 */
export function writeCause(values: string | undefined): ListSearch {
  const none: ListSearch = { cause: undefined, causeLocus: undefined, causeClass: undefined, coded: undefined }
  const signed = readSeveral(values)
  const last = signed.at(-1)
  const [part] = last?.value.split(':') ?? []
  if (last && part === 'coded') return { ...none, coded: last.value.endsWith('true') !== last.isExcluded }
  if (!isPart(part)) return none
  const alike = signed.filter(({ value }) => value.startsWith(`${part}:`))
  const plain = alike.map(({ value, isExcluded }) => ({ value: value.slice(part.length + 1), isExcluded }))
  return { ...none, [part]: writeSeveral(plain) }
}
