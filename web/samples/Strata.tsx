import { useFormat, useText } from '../language/useLanguage.ts'
import type { TextKey } from '../../src/platform/texts/text.ts'
import { Wide } from '../ui/Wide.tsx'
import type { SampleWhole } from './sample.ts'
import classes from './Samples.module.css'

type Stratum = Omit<SampleWhole['strata'][number], 'probability'>

/** How many complaints each part holds, how many are drawn, and the chance each complaint has by that. */
export function Strata({ strata }: { strata: Stratum[] }) {
  const t = useText()
  const format = useFormat()
  const nameOf = ({ stratum, name }: Stratum) => {
    if (name !== null) return name
    if (stratum === '') return t(strata.length === 1 ? 'samples.all' : 'causes.not_stated')
    return /^\d{4}-/.test(stratum) ? stratum.slice(0, 7) : t(`channel.${stratum}` as TextKey)
  }
  return (
    <Wide label={t('samples.strata_table')}>
      <table className={classes.table}>
        <caption>{t('samples.strata_table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('samples.stratum')}</th>
            <th scope="col">{t('samples.frame')}</th>
            <th scope="col">{t('samples.drawn')}</th>
            <th scope="col">{t('samples.probability')}</th>
          </tr>
        </thead>
        <tbody>
          {strata.map((each) => (
            <tr key={each.stratum}>
              <th scope="row">{nameOf(each)}</th>
              <td>{format.number(each.frame)}</td>
              <td>{format.number(each.drawn)}</td>
              <td>{format.number(each.drawn / each.frame, { maximumSignificantDigits: 3 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
