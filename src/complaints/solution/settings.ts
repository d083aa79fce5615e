import { sql } from 'kysely'
import { type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'

/** What we state to customers about asking, closing, reopening and reaching a manager. */
export type CareTimes = {
  /** Days after which we ask again whether a proposed solution solved it, each time. */
  remindAfterDays: number
  /** So often we ask again before a closure that says "no answer". */
  remindersBeforeClosing: number
  /** So many days after closing, the customer's word reopens the complaint. */
  reopenWithinDays: number
  /** Hours within which a manager who was asked for speaks to the customer. */
  managerSpeaksWithinHours: number
  /** Hours until the customer hears from us next, where nothing sooner is said. */
  updateWithinHours: number
  /** Who looks after what nobody else does. */
  lastResortId: string
}

/** The times as they are set now. @throws Problem not_set_up */
export async function careTimes(db: Database | Tx): Promise<CareTimes> {
  const { rows } = await sql<CareTimes>`
    select remind_after_days as "remindAfterDays", reminders_before_closing as "remindersBeforeClosing",
      reopen_within_days as "reopenWithinDays", manager_speaks_within_hours as "managerSpeaksWithinHours",
      update_within_hours as "updateWithinHours", last_resort_id as "lastResortId" from organization`.execute(db)
  if (!rows[0]) throw new Problem('unavailable', 'not_set_up')
  return onlyRow({ rows })
}

/** The moment so many days later. */
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000)
/** The moment so many hours later. */
export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000)
