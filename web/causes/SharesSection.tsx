import { Button } from '@mantine/core'
import { IconBinaryTree } from '@tabler/icons-react'
import { useFormat, useText } from '../language/useLanguage.ts'
import { SharesChart } from '../ui/charts/SharesChart.tsx'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { useAddress } from './address.ts'
import classes from './CausesPage.module.css'
import { ChangeTable } from './ChangeTable.tsx'
import { GroupsSection } from './GroupsSection.tsx'
import { HowComputed } from '../ui/HowComputed.tsx'
import { type CausesFilters, listAddress } from './openings.ts'
import { shareOf } from './shareOf.ts'
import { toneOf } from './tones.ts'
import type { Report } from './useReport.ts'

type SharesSectionProps = { filters: CausesFilters; report: Report }

/** What went wrong by the two questions, with how sure one can be, beside the period before and what was published. */
export function SharesSection({ filters, report }: SharesSectionProps) {
  const t = useText()
  const format = useFormat()
  const { hrefWith } = useAddress()
  const { classes: found, coded, total } = report
  if (coded.count === 0) return <NothingCoded filters={filters} count={total.count} />
  const largest = found.reduce((most, each) => (each.count > most.count ? each : most))
  const description =
    largest.interval && !largest.tooFew
      ? t('causes.shares.description', {
          name: t(`cause.class.${largest.class}`),
          share: format.share(largest.share ?? 0),
          interval: format.shareInterval(largest.interval.low, largest.interval.high),
          n: coded.count,
        })
      : t('causes.shares.description_few', { n: coded.count })
  return (
    <section className={classes.section}>
      <div className={classes.columns}>
        <div>
          <SharesChart
            title={t('causes.shares.title')}
            description={description}
            shares={found.map((each) => ({
              ...shareOf(each, hrefWith({ show: `class.${each.class}` })),
              key: each.class,
              label: t(`cause.class.${each.class}`),
              tone: toneOf[each.class],
            }))}
            n={coded.count}
            note={t('causes.shares.note', { count: total.count })}
          />
        </div>
        <GroupsSection report={report} />
      </div>
      <ChangeTable report={report} />
      <HowComputed
        parts={[
          t('causes.how.shares_formula'),
          t('causes.how.shares_inputs', { n: coded.count, known: report.asPlanned.n }),
          t('causes.how.change_formula'),
          t('causes.how.shares_source'),
        ]}
      />
    </section>
  )
}

function NothingCoded({ filters, count }: { filters: CausesFilters; count: number }) {
  const t = useText()
  const may = useMay()
  return (
    <section className={classes.section}>
      <Empty
        title={t('causes.nothing_coded')}
        icon={<IconBinaryTree size={28} stroke={1.5} />}
        action={
          may('codeComplaint') ? (
            <Button component="a" href="/coding">
              {t('causes.to_coding')}
            </Button>
          ) : (
            <Button component="a" href={listAddress({ ...filters, coded: 'false' })}>
              {t('causes.to_uncoded')}
            </Button>
          )
        }
      >
        {t('causes.nothing_coded_why', { count })}
      </Empty>
    </section>
  )
}
