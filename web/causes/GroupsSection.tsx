import { useFormat, useText } from '../language/useLanguage.ts'
import { SharesChart } from '../ui/charts/SharesChart.tsx'
import { useAddress } from './address.ts'
import { changeOf } from './change.ts'
import classes from './CausesPage.module.css'
import { changeWords } from './ChangeTable.tsx'
import { shareOf } from './shareOf.ts'
import type { Report } from './useReport.ts'

/** Our causes sorted into TARP's three groups, beside the ranges that were published for them. */
export function GroupsSection({ report: { groups, asPlanned } }: { report: Report }) {
  const t = useText()
  const { hrefWith } = useAddress()
  return (
    <div>
      <SharesChart
        title={t('causes.groups.title')}
        description={t('causes.groups.description', { n: asPlanned.n })}
        shares={groups.map((each) => ({
          ...shareOf(each, hrefWith({ show: `group.${each.group}` })),
          key: each.group,
          label: t(`cause.group.${each.group}`),
          tone: 'first',
          published: each.published,
        }))}
        n={asPlanned.n}
        publishedBy={t('causes.groups.published_by')}
        note={t('causes.groups.note')}
      />
      <AsPlanned share={asPlanned} />
    </div>
  )
}

/** The strict share: what went as planned and hurt all the same. */
function AsPlanned({ share }: { share: Report['asPlanned'] }) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useAddress()
  const { count, n, interval, tooFew } = share
  return (
    <div className={classes.planned}>
      <h3>{t('cause.group.as_planned')}</h3>
      <p>
        {interval === null || tooFew ? (
          t('chart.too_few_short')
        ) : (
          <>
            <strong className={classes.figure}>{format.share(share.share ?? 0)}</strong>{' '}
            <span className={classes.quiet}>{format.shareInterval(interval.low, interval.high)}</span>
          </>
        )}{' '}
        {count > 0 ? (
          <a href={hrefWith({ show: 'group.as_planned' })}>
            {t('chart.count_of', { count: format.number(count), n: format.number(n) })}
          </a>
        ) : (
          t('chart.count_of', { count: format.number(count), n: format.number(n) })
        )}
      </p>
      <p className={classes.quiet}>{t('causes.as_planned.why')}</p>
      <p className={classes.quiet}>
        {t('causes.change.title')}: {changeWords(changeOf(share), t, format)}
      </p>
    </div>
  )
}
