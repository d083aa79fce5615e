import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../platform/database/index.ts'
import { pageOf, readPlace } from '../../../platform/http/pages.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ComplaintMail, MailItem } from '../contract.ts'
import type { KeptMail } from '../intake/handle.ts'
import type { WaitingReason } from '../intake/decide.ts'

type Row = {
  id: string
  mailbox_id: string
  mailbox: string
  from_name: string | null
  from_address: string | null
  subject: string | null
  arrived_at: Date
  stored_at: Date
  size: string
  state: MailItem['state']
  reason: WaitingReason | null
  near: string | null
  decided_by: string | null
  decider: string | null
}

const rows = sql`
  select m.id, m.mailbox_id, b.name as mailbox, m.from_name, m.from_address, m.subject, m.arrived_at, m.stored_at, m.size, m.state,
    m.reason, c.reference as near, m.decided_by, p.name as decider
  from mails m join mailboxes b on b.id = m.mailbox_id left join people p on p.id = m.decided_by
  left join complaints c on c.id = m.near_id`

const senderOf = (row: Pick<Row, 'from_name' | 'from_address'>) =>
  row.from_address || row.from_name ? { name: row.from_name ?? '', address: row.from_address ?? '' } : null

const toItem = (row: Row): MailItem => ({
  id: row.id,
  mailbox: { id: row.mailbox_id, name: row.mailbox },
  from: senderOf(row),
  subject: row.subject ?? '',
  arrivedAt: row.arrived_at.toISOString(),
  size: Number(row.size),
  state: row.state,
  reason: row.reason,
  near: row.near ? { reference: row.near } : null,
  decidedBy: row.decided_by && row.decider ? { id: row.decided_by, name: row.decider } : null,
})

type Listing = { state: 'waiting' | 'dismissed'; reason?: WaitingReason; cursor?: string; limit: number }

/** Messages that wait, or were dismissed, newest first. @throws Problem cursor_unreadable */
export async function listMails(db: Database, { state, reason, cursor, limit }: Listing) {
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const conditions: RawBuilder<unknown>[] = [sql`m.state = ${state}`]
  if (reason) conditions.push(sql`m.reason = ${reason}`)
  if (after) conditions.push(sql`(m.stored_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows: found } = await sql<Row>`
    ${rows} where ${sql.join(conditions, sql` and `)} order by m.stored_at desc, m.id desc limit ${limit + 1}`.execute(
    db,
  )
  const { items, next } = pageOf(found, limit, (row) => [row.stored_at.toISOString(), row.id])
  return { items: items.map(toItem), next }
}

/** @throws Problem mail_not_found */
export async function findMail(db: Database, id: string): Promise<MailItem> {
  const { rows: found } = await sql<Row>`${rows} where m.id = ${id}`.execute(db)
  if (!found[0]) throw new Problem('not_found', 'mail_not_found')
  return toItem(found[0])
}

/** How many messages wait for a person, by why. */
export async function countWaiting(db: Database) {
  const { rows: counted } = await sql<{ reason: WaitingReason; count: number }>`
    select reason, count(*)::int as count from mails where state = 'waiting' group by reason`.execute(db)
  const reasons: Partial<Record<WaitingReason, number>> = Object.fromEntries(
    counted.map(({ reason, count }) => [reason, count]),
  )
  return { waiting: counted.reduce((sum, { count }) => sum + count, 0), reasons }
}

/** A message that waits, as the intake takes it up. @throws Problem mail_decided when it does not wait any more */
export async function findWaiting(db: Database, id: string): Promise<KeptMail> {
  const { rows: found } = await sql<KeptMail>`
    select id, mailbox_id as "mailboxId", is_cut as "isCut", forwarded_to as "forwardedTo", arrived_at as "arrivedAt", attempts,
      false as "isOld"
    from mails where id = ${id} and state = 'waiting'`.execute(db)
  if (!found[0]) throw new Problem('conflict', 'mail_decided')
  return found[0]
}

/** The complaint that a message belongs to; null when it belongs to none. */
export async function complaintOfMail(db: Database, id: string): Promise<string | null> {
  const { rows: found } = await sql<{ id: string }>`
    select complaint_id as id from complaint_mails where id = ${id} limit 1`.execute(db)
  return found[0]?.id ?? null
}

/** The messages that made a complaint what it is, oldest first. */
export async function listComplaintMails(db: Database, complaintId: string): Promise<ComplaintMail[]> {
  const { rows: found } = await sql<
    Pick<Row, 'id' | 'from_name' | 'from_address' | 'subject' | 'arrived_at' | 'size'> & {
      became: ComplaintMail['became']
      message_id: string | null
      left_out: number
    }
  >`
    select cm.id, cm.became, cm.message_id, cm.left_out, m.from_name, m.from_address, m.subject, m.arrived_at, m.size
    from complaint_mails cm join mails m on m.id = cm.id where cm.complaint_id = ${complaintId} order by cm.at, cm.id`.execute(
    db,
  )
  return found.map((row) => ({
    id: row.id,
    became: row.became,
    messageId: row.message_id,
    from: senderOf(row),
    subject: row.subject ?? '',
    arrivedAt: row.arrived_at.toISOString(),
    size: Number(row.size),
    leftOut: row.left_out,
  }))
}

/** The number of a complaint. */
export async function referenceOf(db: Database, complaintId: string): Promise<string | null> {
  const { rows: found } = await sql<{ reference: string }>`
    select reference from complaints where id = ${complaintId}`.execute(db)
  return found[0]?.reference ?? null
}
