import { sql } from 'kysely'
import type { Database } from '../../../platform/database/index.ts'
import { letterOfMessageId } from '../../../complaints/letters/rules.ts'
import type { ReadMail } from '../reading/mail.ts'
import type { Circumstances } from './decide.ts'
import type { IntakeServices, KeptMail } from './handle.ts'
import { findLetter, findThread } from './thread.ts'

/** Looks up what is known of a message besides what it says. */
export async function circumstancesOf(
  { db, clock, ownAddress }: IntakeServices,
  kept: KeptMail,
  mail: ReadMail,
): Promise<Circumstances> {
  const from = mail.from?.address.toLowerCase() ?? ''
  const { forwardedTo, isCut, isOld } = kept
  return {
    isOurs: from === ownAddress?.toLowerCase() || (await isOurLetter(db, mail)) || (await isMailbox(db, from)),
    isCut,
    isOld,
    thread: await findThread(db, { mail, forwardedTo }),
    letter: mail.bounce ? await findLetter(db, mail) : null,
    ...(await historyOf(db, from, { exceptId: kept.id, now: clock.now() })),
  }
}

/** A letter of ours that came back to us, because we were among its receivers or somebody forwards everything. */
async function isOurLetter(db: Database, { messageId }: ReadMail): Promise<boolean> {
  const named = messageId ? letterOfMessageId(messageId) : null
  if (!named) return false
  const { rows } = await sql`
    select 1 from letters where complaint_id = ${named.complaintId} and kind = ${named.kind} and occasion = ${named.occasion}`.execute(
    db,
  )
  return rows.length > 0
}

async function isMailbox(db: Database, address: string): Promise<boolean> {
  const { rows } = await sql`select 1 from mailboxes where address = ${address} and removed_at is null`.execute(db)
  return rows.length > 0
}

const hour = 3_600_000

async function historyOf(db: Database, from: string, { exceptId, now }: { exceptId: string; now: Date }) {
  const [hourAgo, dayAgo] = [new Date(now.getTime() - hour), new Date(now.getTime() - 24 * hour)]
  const { rows } = await sql<{ since_hour: number; complaints: number; verdict: Circumstances['verdict'] }>`
    select
      (select count(*)::int from mails where from_address = ${from} and stored_at > ${hourAgo} and id <> ${exceptId} and state <> 'repeated') as since_hour,
      (select count(*)::int from mails m join complaint_mails cm on cm.id = m.id and cm.became = 'complaint'
        where m.from_address = ${from} and m.stored_at > ${dayAgo} and m.id <> ${exceptId}) as complaints,
      (select verdict from mails where from_address = ${from} and verdict is not null order by decided_at desc, id desc limit 1) as verdict`.execute(
    db,
  )
  const found = rows[0]
  return {
    sinceHour: found?.since_hour ?? 0,
    complaintsSinceDay: found?.complaints ?? 0,
    verdict: found?.verdict ?? null,
  }
}
