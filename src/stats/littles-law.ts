import { requireExposure } from './arguments.ts'

/**
 * How many are open on average: as many as come in a day, times how many days each stays.
 *
 * In: arrivalsPerDay, days (how long each is open, open ones included). Out: how many are open. Holds whatever the order of
 * work and however uneven the arrivals, as long as about as many leave as come.
 * Source: J. D. C. Little (1961), Oper. Res. 9:383. Worked: 40 a day that stay 3.5 days are 140 open.
 * Throws RangeError naming the argument.
 */
export function openByLittle({ arrivalsPerDay, days }: { arrivalsPerDay: number; days: number }): number {
  requireExposure('arrivalsPerDay', arrivalsPerDay)
  requireExposure('days', days)
  return arrivalsPerDay * days
}

/**
 * The same law the other way round: how many days a complaint that comes today stays, when so many are open and so many are
 * done a day. null when none is done: unknown, not for ever. Worked: 180 open and 12 done a day are 15 days.
 * Throws RangeError naming the argument.
 */
export function daysByLittle({ open, donePerDay }: { open: number; donePerDay: number }): number | null {
  requireExposure('open', open)
  requireExposure('donePerDay', donePerDay)
  return donePerDay === 0 ? null : open / donePerDay
}
