import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Actor, appendEvents, type LockedComplaint } from '../events.ts'
import { type Asked, askedBefore, questionsIn } from './rules.ts'
import { saysAgain } from './said-already.ts'

type Said = { messageId: string; text: string; actor: Actor; now: Date }

/** Counts that the customer had to tell us again, when their words say so. The complaint is locked. */
export async function noteRepeating(tx: Tx, complaint: LockedComplaint, { messageId, text, now }: Said): Promise<void> {
  if (saysAgain(text)) await count(tx, complaint, 'customer_repeated', messageId, now)
}

/** Counts that we ask for something that the customer told us before. The complaint is locked, the message stored. */
export async function noteQuestions(tx: Tx, complaint: LockedComplaint, { messageId, text, now }: Said): Promise<void> {
  if (questionsIn(text).length === 0) return
  const asked = await askedSoFar(tx, complaint.id, messageId)
  if (askedBefore(text, asked).length > 0) await count(tx, complaint, 'asked_again', messageId, now)
}

async function count(tx: Tx, complaint: LockedComplaint, kind: string, messageId: string, now: Date): Promise<void> {
  await sql`
    update complaints set times_customer_repeated = times_customer_repeated + 1 where id = ${complaint.id}`.execute(tx)
  const system: Actor = { kind: 'system', id: null }
  await appendEvents(tx, complaint, [{ kind, at: now, actor: system, detail: { of_message: messageId } }], now)
}

/** What we asked the customer before this message, and whether they said anything since. */
async function askedSoFar(tx: Tx, complaintId: string, except: string): Promise<Asked[]> {
  const { rows } = await sql<{ text: string; answered: boolean }>`
    select m.text, exists (select 1 from messages a where a.complaint_id = m.complaint_id and a.direction = 'in' and a.at > m.at) as answered
    from messages m where m.complaint_id = ${complaintId} and m.direction = 'out' and m.taken_back_at is null and m.id <> ${except}
    order by m.at desc limit 50`.execute(tx)
  return rows.flatMap(({ text, answered }) => questionsIn(text).map((question) => ({ question, isAnswered: answered })))
}
