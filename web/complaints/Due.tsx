import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { StageKind } from '../../src/complaints/clocks/rules.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useNow } from '../ui/useNow.ts'
import type { Closure } from './choices.ts'
import classes from './Due.module.css'

type Clock = { kind: StageKind; regime: string; dueAt: string }
type DueProps = {
  nextUpdateDue: string | null
  clock?: Clock | null
  closedAt: string | null
  closure: Closure | null
}

/** When the customer is owed something next, an update or what a time limit asks for, or how it ended. What is overdue says so in words and by a sign. */
export function Due({ nextUpdateDue, clock, closedAt, closure }: DueProps) {
  const t = useText()
  const format = useFormat()
  if (closedAt && closure) {
    return (
      <span className={classes.closed} title={format.dateTime(closedAt)}>
        <IconCircleCheck size={14} aria-hidden /> {t(`closure.${closure}`)}
      </span>
    )
  }
  if (clock && (!nextUpdateDue || Date.parse(clock.dueAt) < Date.parse(nextUpdateDue))) return <ClockDue {...clock} />
  return nextUpdateDue ? <DueAt at={nextUpdateDue} /> : null
}

/** A time limit that comes before the next update, and whose it is. */
function ClockDue({ kind, regime, dueAt }: Clock) {
  const t = useText()
  return (
    <span className={classes.clock}>
      <DueAt at={dueAt} />
      <span className={classes.stage} title={regime}>
        {t(`clock.stage.${kind}`)}
      </span>
    </span>
  )
}

/** A time by which something is owed to a customer. */
export function DueAt({ at }: { at: string }) {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  const late = (now.getTime() - Date.parse(at)) / 1000
  if (late < 0) {
    return (
      <time dateTime={at} title={format.dateTime(at)}>
        {t('complaint.due', { when: format.relative(at, now) })}
      </time>
    )
  }
  return (
    <time dateTime={at} title={format.dateTime(at)} className={classes.overdue}>
      <IconAlertTriangle size={14} aria-hidden /> {t('complaint.overdue', { time: format.duration(wholeUnits(late)) })}
    </time>
  )
}

/** Seconds cut to whole days, hours or minutes: how late something is needs no decimals. */
function wholeUnits(seconds: number): number {
  const unit = seconds >= 86_400 ? 86_400 : seconds >= 3600 ? 3600 : 60
  return Math.floor(seconds / unit) * unit
}
