import { sql } from 'kysely'
import { checkReply } from '../../language/reply-check/check-reply.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Actor, appendEvents, type LockedComplaint } from '../events.ts'

type Said = { messageId: string; text: string; actor: Actor; now: Date }

/** Nobody reads more than these about one message. */
const most = 50

/**
 * Keeps what our words to the customer of a locked complaint say against the advice of the reply checker, with an event, in
 * the transaction that stores them. Nobody is held up by it: a person decided.
 */
export async function noteAdvice(
  tx: Tx,
  complaint: LockedComplaint,
  { messageId, text, actor, now }: Said,
): Promise<void> {
  const findings = checkReply(text).slice(0, most)
  if (findings.length === 0) return
  for (const [index, { code, language, start, end }] of findings.entries())
    await sql`
      insert into reply_advice (complaint_id, message_id, place, code, language, starts_at, length, at)
      values (${complaint.id}, ${messageId}, ${index + 1}, ${code}, ${language}, ${start}, ${end - start}, ${now})`.execute(
      tx,
    )
  // `of_message`: the words stand with the answer itself, and are not told twice.
  const codes = [...new Set(findings.map(({ code }) => code))].join(' ')
  const detail = { of_message: messageId, codes, count: findings.length }
  await appendEvents(tx, complaint, [{ kind: 'sent_against_advice', at: now, actor, detail }], now)
}
