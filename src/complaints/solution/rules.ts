import { daysAfter } from './settings.ts'

export type Asking = {
  remindAfterDays: number
  remindersStated: number
  /** Reminders of this solution that were sent. */
  sent: number
  /** Whether one is still on its way. */
  isOnItsWay: boolean
  /** The question, or a reminder of it, came back or could not be sent: the customer may know of nothing. */
  isLost: boolean
}

/**
 * What happens to a proposed solution that the customer has not answered, when its next step is due: it is asked about again,
 * with the day on which it closes otherwise; it closes as "no answer" after the last reminder that was stated; or it waits.
 */
export type Step =
  | { does: 'remind'; number: number; closes: Date; next: Date }
  | { does: 'close' }
  | { does: 'wait'; next: Date }
  /** Silence means nothing where the question did not arrive: a person must find another way. */
  | { does: 'give_up' }

/** The step that is due `now`. */
export function nextStep({ remindAfterDays, remindersStated, sent, isOnItsWay, isLost }: Asking, now: Date): Step {
  if (isLost) return { does: 'give_up' }
  const next = daysAfter(now, remindAfterDays)
  if (isOnItsWay) return { does: 'wait', next: daysAfter(now, 1) }
  if (sent >= remindersStated) return { does: 'close' }
  const closes = daysAfter(now, remindAfterDays * (remindersStated - sent))
  return { does: 'remind', number: sent + 1, closes, next }
}
