import { useAddress } from '../../causes/address.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './spots.module.css'
import type { Report, Spot } from './useHotSpots.ts'
import { useRates } from './useRates.ts'

type SpotListProps = { spots: Spot[]; report: Report }

/** Each place in words: what it reads now, what to expect with no fix, how sure one can be that it is high. */
export function SpotList({ spots, report: { dimension } }: SpotListProps) {
  const t = useText()
  const { language } = useLanguage()
  const { hrefWith } = useAddress()
  const { rate } = useRates()
  return (
    <ol className={classes.list} aria-label={t('hot.list')}>
      {spots.map((spot) => (
        <li key={spot.id}>
          <p className={classes.head}>
            <a href={hrefWith({ show: `${dimension}.${spot.id}` })}>
              {nameIn(language, spot.name) ?? t('causes.not_stated')}
            </a>
            <span className={classes.least}>{t('hot.least', { rate: rate(spot.expected?.atLeast ?? 0) })}</span>
          </p>
          <Words spot={spot} />
        </li>
      ))}
    </ol>
  )
}

/** Below this nobody needs to be told that a rate may be twice that of all. */
const worthSaying = 0.5

function Words({ spot: { raw, expected, excess, count, units, unitName } }: { spot: Spot }) {
  const t = useText()
  const format = useFormat()
  const { rate, interval } = useRates()
  // Nothing that was counted makes anything wholly sure.
  const surely = (share: number) => (share > 0.99 ? `> ${format.share(0.99)}` : format.share(share))
  if (!raw || !expected || !excess) return null
  return (
    <p className={classes.words}>
      {t('hot.now', {
        raw: rate(raw.perThousand),
        interval: interval(raw),
        unit: unitName ?? '',
        count,
        units: format.number(units ?? 0),
        expected: rate(expected.perThousand),
      })}{' '}
      {excess.cases > 0 && t('hot.excess', { count: rate(excess.cases), interval: interval(excess) })}{' '}
      {expected.doubleProbability >= worthSaying && t('hot.double', { share: surely(expected.doubleProbability) })}
    </p>
  )
}
