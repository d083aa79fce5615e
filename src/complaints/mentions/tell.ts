import { sql } from 'kysely'
import { notify } from '../../people/notices/notify.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Actor, appendEvents, type LockedComplaint } from '../events.ts'
import { mentionedIn } from './mentions.ts'

type Note = { messageId: string; text: string; actor: Actor; now: Date }
type Row = { id: string; name: string; sees: boolean }

/**
 * Tells those whom a note names with an @, part of the transaction that stores the note. Who may not see the complaint is not
 * told of it.
 */
export async function tellMentioned(
  tx: Tx,
  complaint: LockedComplaint,
  { messageId, text, actor, now }: Note,
): Promise<void> {
  if (!text.includes('@')) return
  const { rows } = await sql<Row>`
    select p.id, p.name, p.role <> 'operations' or c.owner_id = p.id or c.logged_by is not distinct from p.id as sees
    from people p, complaints c where p.active and c.id = ${complaint.id} order by p.created_at, p.id`.execute(tx)
  const mentioned = mentionedIn(text, rows).filter((id) => rows.some((row) => row.id === id && row.sees))
  if (mentioned.length === 0) return
  await notify(tx, {
    personIds: mentioned,
    kind: 'mentioned',
    complaintId: complaint.id,
    detail: { by_id: actor.kind === 'person' ? actor.id : null, message_id: messageId },
    now,
  })
  const events = mentioned.map((id) => ({
    kind: 'mentioned',
    at: now,
    actor,
    detail: { person_id: id, of_message: messageId },
  }))
  await appendEvents(tx, complaint, events, now)
}
