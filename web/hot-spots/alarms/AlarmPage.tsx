import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import type { ListSearch } from '../../complaints/list/search.ts'
import type { Beginning } from '../../potholes/opening/draft.ts'
import { OpenPothole } from '../../potholes/opening/OpenPothole.tsx'
import { ruleOf } from '../../potholes/rule.ts'
import { SpikesChart } from '../../ui/charts/SpikesChart.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { HowComputed } from '../../ui/HowComputed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import classes from './alarms.module.css'
import { AlarmComplaints } from './AlarmComplaints.tsx'
import { AlarmState } from './AlarmRow.tsx'
import { JudgeAlarm } from './JudgeAlarm.tsx'
import { complaintsAt, useAlarmWords } from './useAlarmWords.ts'

export type AlarmWhole = AnswerOf<'readAlarm'>

/** One alarm: what rose and when, what its customers say, the complaints in it, and what a person thinks of it. */
export function AlarmPage() {
  const t = useText()
  const { id } = useParams({ strict: false })
  const found = useQuery(ask('readAlarm', { params: { id: id ?? '' } }))
  if (found.error)
    return (
      <div className={classes.page}>
        <PageHeader back={back(t('hot.alarms'))} title={t('hot.alarms')} />
        <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
      </div>
    )
  if (!found.data) return <Loading shape="chart" lines={12} />
  return <Found key={found.data.id} alarm={found.data} />
}

function Found({ alarm }: { alarm: AlarmWhole }) {
  const t = useText()
  const { seriesName, counted } = useAlarmWords()
  const { points, unit, where } = alarm
  const marked = points.filter(({ isAlarm }) => isAlarm).length
  return (
    <div className={classes.page}>
      <PageHeader
        back={back(t('hot.alarms'))}
        title={seriesName(alarm.series)}
        description={counted(alarm.strongest)}
        actions={
          <>
            <AlarmState alarm={alarm} />
            <OpenPothole from={beginningOf(alarm, seriesName(alarm.series))} />
          </>
        }
      />
      <SpikesChart
        title={t(unit === 'day' ? 'alarm.chart_day' : 'alarm.chart_week')}
        description={t('alarm.chart_says', { count: marked })}
        note={t('alarm.chart_note')}
        unit={unit}
        counted={t('nav.complaints')}
        points={points.map(({ starts, observed, isAlarm, ...expected }) => ({
          start: starts,
          count: observed,
          isMarked: isAlarm,
          ...expected,
          href: complaintsAt({ ...where, from: starts, to: lastDay(unit, starts) }),
        }))}
      />
      <HowFound alarm={alarm} />
      <div className={classes.columns}>
        <TellingWords words={alarm.words} />
        <section className={classes.section} aria-labelledby="judge">
          <h2 id="judge">{t('alarm.judge')}</h2>
          <JudgeAlarm alarm={alarm} />
          {alarm.judgement === 'real' && (
            <div className={classes.buttons}>
              <span>{t('alarm.real_pothole')}</span>
              <OpenPothole from={beginningOf(alarm, seriesName(alarm.series))} />
            </div>
          )}
        </section>
      </div>
      {alarm.others.length > 0 && <OtherSeries others={alarm.others} />}
      <AlarmComplaints alarm={alarm} />
    </div>
  )
}

/** What an alarm tells of a pothole that is opened from it. */
const beginningOf = ({ id, series, where }: AlarmWhole, name: string): Beginning => ({
  name,
  rule: ruleOf(where as ListSearch),
  origin: series.kind === 'words' ? 'theme' : 'alarm',
  originRef: id,
})

const back = (label: string) => ({ href: '/hot-spots?part=alarms', label })

const lastDay = (unit: AlarmWhole['unit'], starts: string): string =>
  new Date(Date.parse(starts) + (unit === 'week' ? 6 : 0) * 86_400_000).toISOString().slice(0, 10)

function HowFound({ alarm: { series, strongest, testedSeries } }: { alarm: AlarmWhole }) {
  const t = useText()
  const { expected } = useAlarmWords()
  const small = (p: number) => (p < 0.0001 ? '< 0.0001' : String(Number(p.toPrecision(2))))
  const inputs = t('alarm.how_inputs', {
    observed: strongest.observed,
    expected: expected(strongest.expected),
    threshold: expected(strongest.threshold),
    p: small(strongest.p),
    adjusted: small(strongest.adjustedP),
    series: testedSeries,
  })
  return (
    <HowComputed
      parts={[
        t(`alarm.method.${strongest.method as 'earsC2'}`),
        inputs,
        t('alarm.how_period'),
        ...(series.kind === 'words' ? [t('alarm.how_spoken')] : []),
        t('alarm.how_source'),
      ]}
    />
  )
}

function TellingWords({ words }: { words: AlarmWhole['words'] }) {
  const t = useText()
  return (
    <section className={classes.section} aria-labelledby="words">
      <h2 id="words">{t('alarm.words')}</h2>
      <p className={classes.quiet}>{t(words.length > 0 ? 'alarm.words_why' : 'alarm.words_none')}</p>
      <ul className={classes.words}>
        {words.map((each) => (
          <li key={each.words}>
            {each.words}
            <span>{t('alarm.words_count', { count: each.inside })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OtherSeries({ others }: { others: AlarmWhole['others'] }) {
  const t = useText()
  const { seriesName, counted } = useAlarmWords()
  return (
    <section className={classes.section} aria-labelledby="others">
      <h2 id="others">{t('alarm.others')}</h2>
      <p className={classes.quiet}>{t('alarm.others_why')}</p>
      <ul className={classes.others}>
        {others.map((series) => (
          <li key={series.id}>
            {seriesName(series)} <span className={classes.quiet}>{counted(series.strongest)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
