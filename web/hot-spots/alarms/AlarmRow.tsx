import { Badge } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import classes from './alarms.module.css'
import { type Alarm, useAlarmWords } from './useAlarmWords.ts'

/** One alarm in the list: what rose, by how much, what customers say, and what became of it. */
export function AlarmRow({ alarm }: { alarm: Alarm }) {
  const t = useText()
  const { seriesName, counted } = useAlarmWords()
  const words = alarm.words.slice(0, 5).map((each) => each.words)
  return (
    <li className={classes.alarm}>
      <div className={classes.head}>
        <a href={`/hot-spots/alarms/${alarm.id}`} className={classes.name}>
          {seriesName(alarm.series)}
        </a>
        <AlarmState alarm={alarm} />
      </div>
      <p className={classes.counted}>{counted(alarm.strongest)}</p>
      {words.length > 0 && <p className={classes.quiet}>{t('alarm.says', { words: words.join(', ') })}</p>}
      {alarm.alsoIn > 0 && <p className={classes.quiet}>{t('alarm.also', { count: alarm.alsoIn })}</p>}
    </li>
  )
}

/** When it was, whether it lasts, and what a person said of it. */
export function AlarmState({ alarm }: { alarm: Alarm }) {
  const t = useText()
  const { day } = useAlarmWords()
  const { firstDay, lastDay, endedOn, judgement } = alarm
  return (
    <span className={classes.state}>
      <span>{firstDay === lastDay ? day(firstDay) : t('alarm.span', { from: day(firstDay), to: day(lastDay) })}</span>
      <Badge variant={endedOn ? 'default' : 'filled'} size="sm" radius="sm" tt="none">
        {endedOn ? t('alarm.ended', { date: day(endedOn) }) : t('alarm.lasts')}
      </Badge>
      <Badge variant="default" size="sm" radius="sm" tt="none">
        {t(`alarm.judgement.${judgement ?? 'open'}`)}
      </Badge>
    </span>
  )
}
