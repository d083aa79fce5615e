import { Button } from '@mantine/core'
import { formatMonth } from '../../../src/platform/texts/dates.ts'
import { nameIn } from '../../causes/openings.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import classes from './spots.module.css'
import { useRates } from './useRates.ts'
import type { Report } from './useHotSpots.ts'

/** The page in short: the rate of all and the place surest to be high, or why there is no rate. */
export function SpotsLead({ report }: { report: Report }) {
  const t = useText()
  const { basis } = report
  return (
    <section className={classes.lead}>
      {report.pooled ? <Together report={report} /> : <Unknown report={report} />}
      {(basis === 'product' || basis === 'company') && <p className={classes.quiet}>{t(`hot.basis_${basis}`)}</p>}
    </section>
  )
}

/** Fewer places than this say little about how rates differ. */
const enoughPlaces = 5

function Together({ report: { pooled, prior, rated, unitName, basis } }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { rate, interval } = useRates()
  if (!pooled) return null
  const unit = unitName ?? ''
  const first = rated.find(({ tooFew, expected }) => !tooFew && expected && expected.atLeast > pooled.perThousand)
  return (
    <>
      <p className={classes.sentence}>
        {t(basis === 'own' ? 'hot.lead' : 'hot.lead_shared', {
          rate: rate(pooled.perThousand),
          interval: interval(pooled),
          unit,
          count: pooled.count,
          units: format.number(pooled.units),
          places: rated.length,
        })}{' '}
        {prior?.isAlike
          ? rated.length > 1 && t('hot.alike')
          : first
            ? t('hot.first', {
                name: nameIn(language, first.name) ?? t('causes.not_stated'),
                rate: rate(first.expected?.atLeast ?? 0),
                unit,
              })
            : t('hot.none_above')}
      </p>
      {prior && prior.places < enoughPlaces && (
        <p className={classes.quiet}>{t('hot.few_places', { places: prior.places })}</p>
      )}
    </>
  )
}

function Unknown({ report: { unknownBecause, stored } }: { report: Report }) {
  const t = useText()
  const may = useMay()
  const { language } = useLanguage()
  const month = (day: string | undefined) => (day ? formatMonth(language, day, 'UTC') : '')
  return (
    <div className={classes.unknown}>
      <p className={classes.sentence}>
        <strong>{t('hot.unknown')}</strong>{' '}
        {unknownBecause &&
          t(`hot.unknown_${unknownBecause}`, { first: month(stored?.first), last: month(stored?.last) })}
      </p>
      <Button component="a" href="/settings/exposure" variant="default" size="xs" className="not-printed">
        {may('storeExposures') ? t('hot.to_exposure') : t('hot.see_exposure')}
      </Button>
    </div>
  )
}
