import { useFormat, useText } from '../../language/useLanguage.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { type Report, useBarriersAddress } from './address.ts'
import classes from './BarriersPage.module.css'
import { CountLink, Figures, ShareWords } from './Figure.tsx'
import { usePlaceNames } from './names.ts'

/** Where complaints end unsolved without anybody else having seen them. */
export function Scores({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const { hrefOfNumber } = useBarriersAddress()
  const nameOf = usePlaceNames(report)
  const columns = ['team', 'stuck', 'returned', 'raw', 'shrunk'] as const
  return (
    <section className={classes.section}>
      <h2>{t('barriers.score.title')}</h2>
      <p className={classes.explained}>{t('barriers.score.explained')}</p>
      {report.ended.unknown > 0 && (
        <p className={classes.missing}>{t('barriers.score.unknown', { count: report.ended.unknown })}</p>
      )}
      {report.scores.length === 0 ? (
        <p className={classes.missing}>{t('barriers.score.none')}</p>
      ) : (
        <Figures
          caption={t('barriers.score.caption')}
          columns={columns.map((column) => t(`barriers.score.${column}`))}
          rows={report.scores.map(({ place, stuck, returned, raw, shrunk }) => ({
            key: place,
            cells: [
              nameOf(place),
              <CountLink key="stuck" count={stuck} href={hrefOfNumber('stuck', place)} />,
              <CountLink key="returned" count={returned} href={hrefOfNumber('returned', place)} />,
              <ShareWords key="raw" share={raw} />,
              shrunk === null ? (
                t('barriers.too_few', { n: raw.n })
              ) : (
                <span key="shrunk">
                  <a href={hrefOfNumber('hurt', place)}>{format.share(shrunk.mean)}</a>{' '}
                  <small className={classes.quiet}>{format.shareInterval(shrunk.low, shrunk.high)}</small>
                </span>
              ),
            ],
          }))}
        />
      )}
      <HowComputed parts={[t('barriers.how.score'), t('barriers.how.score_inputs'), t('barriers.how.score_source')]} />
    </section>
  )
}
