import { useLanguage, useText } from '../language/useLanguage.ts'
import { periodName } from '../../src/charts/trend.ts'
import { dimensions, isClass, type NumberName, nameIn } from './openings.ts'
import type { Report } from './useReport.ts'

/** What a number of the page counts, in words. */
export function usePlaceName(name: NumberName, report: Report): string {
  const t = useText()
  const { language } = useLanguage()
  const [kind = '', value = '', locus = 'none'] = name.replace(/^before\./, '').split('.')
  const named = (what: string, which: string) => t('causes.dimension', { kind: what, name: which })
  const plain = () => {
    if (kind === 'uncoded') return t('cause.class.uncoded')
    if (kind === 'coded') return t('causes.number.coded')
    if (kind === 'class' && isClass(value)) return t(`cause.class.${value}`)
    if (kind === 'locus' && isClass(value)) {
      const place = locus === 'none' ? t('causes.not_stated') : t(`cause.locus.${locus as 'person'}`)
      return named(t(`cause.class.${value}`), place)
    }
    if (kind === 'group') return named(t('causes.group'), t(`cause.group.${value as 'company'}`))
    if (kind === 'month') return periodName(language, 'month', `${value}-01`)
    const dimension = dimensions.find((each) => each === kind)
    if (!dimension) return t('causes.number.all')
    if (value === 'none') return t(`causes.pareto.without_${dimension}`).replace(/:$/, '')
    const row = report.pareto[dimension].find(({ id }) => id === value)
    const found = row && nameIn(language, row.name)
    return found ? named(t(`causes.${dimension}`), found) : t(`causes.${dimension}`)
  }
  return name.startsWith('before.') ? `${plain()} (${t('causes.number.before')})` : plain()
}
