import { Button } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { VerdictChart } from '../../ui/charts/VerdictChart.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Pothole } from '../parts.tsx'
import { Beside } from './Beside.tsx'
import { DaysSaid } from './DaysSaid.tsx'
import { Headline } from './Headline.tsx'
import { dayIn } from './day.ts'
import classes from './verdict.module.css'

export type Verdict = NonNullable<AnswerOf<'readVerdict'>['leading']>

/** Whether what was done about a pothole helped: one word with its size, the picture, and how it was found. */
export function VerdictPart({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const found = useQuery(ask('readVerdict', { params: { id: pothole.id } }))
  if (found.error)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  if (!found.data) return <Loading shape="chart" lines={8} />
  const { leading, others, days } = found.data
  if (!leading)
    return (
      <Empty
        title={t('verdict.none')}
        icon={<IconScale size={28} stroke={1.5} />}
        action={
          <Button component="a" href={`/potholes/${pothole.id}?part=fixes`}>
            {t('verdict.to_fixes')}
          </Button>
        }
      >
        {t(pothole.liveAt ? 'verdict.waiting' : 'verdict.none_why')}
      </Empty>
    )
  return (
    <div className={classes.part}>
      <Headline verdict={leading} />
      <Picture verdict={leading} />
      <Cautions verdict={leading} />
      <Beside verdict={leading} />
      <How verdict={leading} />
      <DaysSaid days={days} />
      {others.length > 0 && (
        <section className={classes.section} aria-labelledby="others">
          <h2 id="others">{t('verdict.others')}</h2>
          {others.map((verdict) => (
            <Headline key={verdict.fix.id} verdict={verdict} />
          ))}
        </section>
      )}
    </div>
  )
}

function Picture({ verdict: { fix, weeks, controlNames } }: { verdict: Verdict }) {
  const t = useText()
  if (weeks.length === 0) return null
  return (
    <VerdictChart
      title={t('verdict.chart_title', { name: fix.name })}
      description={t('verdict.chart_says', { days: weeks[0]?.days ?? 7 })}
      note={t('verdict.chart_note')}
      points={weeks}
      controlNames={controlNames}
    />
  )
}

/** What to be careful about when one tells others of it. */
function Cautions({ verdict: { cautions, together, phi, shrink } }: { verdict: Verdict }) {
  const t = useText()
  const format = useFormat()
  if (cautions.length === 0) return null
  const values = {
    phi: format.number(phi, { maximumFractionDigits: 1 }),
    share: format.share(shrink ?? 1),
    names: together.join(', '),
  }
  return (
    <ul className={classes.cautions}>
      {cautions.map((caution) => (
        <li key={caution}>{t(`verdict.caution.${caution}`, values)}</li>
      ))}
    </ul>
  )
}

function How({ verdict: { basis, baseline, phi, shrink } }: { verdict: Verdict }) {
  const t = useText()
  const format = useFormat()
  const frozen = t('verdict.how_frozen', {
    before: format.number(baseline.complaints),
    phi: format.number(phi, { maximumFractionDigits: 2 }),
    shrink: format.share(shrink ?? 1),
  })
  return (
    <HowComputed
      parts={[
        ...(basis === 'none' ? [] : [t(`verdict.how_${basis}`)]),
        t('verdict.how_evidence'),
        `${frozen} ${dayIn(format, baseline.from)} – ${dayIn(format, baseline.to)}.`,
        t('verdict.how_proven'),
      ]}
    />
  )
}
