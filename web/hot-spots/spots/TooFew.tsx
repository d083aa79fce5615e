import { useAddress } from '../../causes/address.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './spots.module.css'
import type { Report, Spot } from './useHotSpots.ts'

type TooFewProps = { spots: Spot[]; dimension: Report['dimension'] }

/** Places with fewer than five complaints: named, with the way to each, and without a number that would mislead. */
export function TooFew({ spots, dimension }: TooFewProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { hrefWith } = useAddress()
  if (spots.length === 0) return null
  return (
    <details className={classes.few}>
      <summary>{t('hot.few', { count: spots.length })}</summary>
      <ul>
        {spots.map(({ id, name, count }) => {
          const label = nameIn(language, name) ?? t('causes.not_stated')
          return (
            <li key={id}>
              {count > 0 ? <a href={hrefWith({ show: `${dimension}.${id}` })}>{label}</a> : label}:{' '}
              {format.number(count)}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
