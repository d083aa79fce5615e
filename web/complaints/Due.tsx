import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useNow } from '../ui/useNow.ts'
import type { Closure } from './choices.ts'
import classes from './Due.module.css'

type DueProps = { nextUpdateDue: string | null; closedAt: string | null; closure: Closure | null }

/** When the customer hears from us next, or how it ended. What is overdue says so in words and by a sign. */
export function Due({ nextUpdateDue, closedAt, closure }: DueProps) {
  const t = useText()
  const format = useFormat()
  if (closedAt && closure) {
    return (
      <span className={classes.closed} title={format.dateTime(closedAt)}>
        <IconCircleCheck size={14} aria-hidden /> {t(`closure.${closure}`)}
      </span>
    )
  }
  return nextUpdateDue ? <DueAt at={nextUpdateDue} /> : null
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
