import { useFormat, useText } from '../language/useLanguage.ts'
import { HowComputed } from '../ui/HowComputed.tsx'
import { Wide } from '../ui/Wide.tsx'
import type { ServicePromise } from './names.ts'
import classes from './promises.module.css'

/** Whether a promise was kept, period by period. */
export function Readings({ promise: { readings, threshold } }: { promise: ServicePromise }) {
  const t = useText()
  const format = useFormat()
  if (readings.length === 0) return null
  const day = (date: string) => format.date(`${date}T12:00:00`)
  return (
    <>
      <Wide label={t('promise.kept')}>
        <table className={classes.table}>
          <caption>{t('promise.kept')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('promise.period')}</th>
              <th scope="col">{t('promise.kept_share')}</th>
              <th scope="col">{t('promise.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {readings.map(({ from, to, cases, kept, share, low, high, verdict }) => (
              <tr key={`${from} ${to}`}>
                <td>{`${day(from)} – ${day(to)}`}</td>
                <td>
                  {share === null ? t('promise.too_few') : format.share(share)}
                  {low !== null && high !== null && ` (${format.shareInterval(low, high)})`}
                  <small>{t('promise.of_cases', { kept, cases })}</small>
                </td>
                <td>{t(`promise.verdict.${verdict}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <HowComputed
        parts={[
          t('promise.how_formula'),
          threshold === null
            ? t('promise.how_no_threshold')
            : t('promise.how_threshold', { share: format.share(threshold) }),
          t('promise.how_source'),
        ]}
      />
    </>
  )
}
