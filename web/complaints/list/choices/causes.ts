import type { CauseClass, Locus } from '../../../../src/causes/rules.ts'
import { causeClasses, lociOf } from '../../../../src/causes/rules.ts'
import { useLanguage, useText } from '../../../language/useLanguage.ts'
import type { PickOption } from '../../../ui/filters/FilterPick.tsx'
import { useTaxonomy } from '../../topics.ts'
import { readCause, writeCause } from './cause-values.ts'
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
