import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Tx } from '../../platform/database/index.ts'
import { appendEvents, lockComplaint } from '../events.ts'
import { type LetterKey, letterOfMessageId } from './rules.ts'

export type Bounce = {
  /** The letter that came back, or its Message-ID. */
  letter: (LetterKey & { complaintId: string }) | string
  /** Why, in the words of the other mail server. */
  reason: string
  now: Date
}

/**
 * Records that a letter came back for good: on the letter, as an event, and to the owner of the complaint; another address of the
 * customer is preferred from then on. One that only waits at the other mail server has not come back: do not call this for it.
 * @returns the complaint's id; null when the Message-ID names no letter of ours or it came back before
 */
export async function recordBounce(tx: Tx, { letter, reason, now }: Bounce): Promise<string | null> {
  const named = typeof letter === 'string' ? letterOfMessageId(letter) : letter
  if (!named) return null
  const { complaintId, kind, occasion } = named
  const { rows: known } = await sql`
    select 1 from letters where complaint_id = ${complaintId} and kind = ${kind} and occasion = ${occasion}`.execute(tx)
  if (known.length === 0) return null
  const complaint = await lockComplaint(tx, complaintId)
  // Whatever we believed: what comes back had left.
  const { rows } = await sql<{ to: string }>`
    update letters set bounced_at = ${now}, bounce = ${reason.slice(0, 2000)}, sent_at = coalesce(sent_at, ${now}),
      failure = null, sending_since = null
    where complaint_id = ${complaintId} and kind = ${kind} and occasion = ${occasion} and bounced_at is null
      and cancelled_at is null and attempts > 0
    returning to_address as to`.execute(tx)
  const back = rows[0]
  if (!back) return null
  await sql`
    update customer_addresses set came_back_at = ${now} where kind = 'email' and address = lower(${back.to})`.execute(
    tx,
  )
  const detail = { letter: kind }
  const cameBack = { kind: 'letter_came_back', at: now, actor: { kind: 'system', id: null }, detail } as const
  await appendEvents(tx, complaint, [cameBack], now)
  await notify(tx, { personIds: [complaint.ownerId], kind: 'letter_failed', complaintId, detail, now })
  return complaintId
}

/** A customer wrote from this address: it works again, whatever came back before. */
export async function addressWorks(tx: Tx, address: string): Promise<void> {
  await sql`
    update customer_addresses set came_back_at = null
    where kind = 'email' and address = lower(${address}) and came_back_at is not null`.execute(tx)
}
