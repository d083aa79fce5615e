import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { FileServices } from '../../../complaints/attachments/incoming.ts'
import type { RoutingDesk } from '../../../complaints/routing/desk.ts'
import { brokeConstraint, type Database, isDatabaseAway } from '../../../platform/database/index.ts'
import { log } from '../../../platform/log.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ReadMail } from '../reading/mail.ts'
import { readMail } from '../reading/read-mail.ts'
import { circumstancesOf } from './circumstances.ts'
import { decide, whyOf } from './decide.ts'
import { act } from './act.ts'
import { fingerprintOf } from './thread.ts'
import { setWaiting } from './waiting.ts'

export type IntakeServices = FileServices & {
  desk: RoutingDesk
  /** The address our letters come from: mail from it is our own. */
  ownAddress: string | null
  /** Asked of a letter that came back and is of no complaint; true: whoever sent it has noted it, and nobody need look. */
  cameBackElsewhere?: CameBackElsewhere
}

export type CameBackElsewhere = (letter: { messageId: string; why: string; now: Date }) => Promise<boolean>

/** A message that is kept and taken up now. */
export type KeptMail = {
  id: string
  mailboxId: string
  isCut: boolean
  forwardedTo: string[]
  arrivedAt: Date
  attempts: number
  isOld: boolean
}

/** Whoever took a message up and has not finished by then ended: another may take it up. */
const patienceMinutes = 5
/** What failed so often for no reason that lies in our database or file store waits for a person. */
const mostAttempts = 4

/**
 * Makes of every message that is kept what it is, one by one in the order of arrival: a complaint, words in one, or something
 * that waits for a person. It can end at any point: whoever goes on finds what was done.
 * @param isStopping  asked between two messages
 * @returns how many were handled
 */
export async function handleMails(services: IntakeServices, isStopping: () => boolean = () => false): Promise<number> {
  for (let handled = 0; ; handled++) {
    const mail = isStopping() ? null : await takeUp(services)
    if (!mail) return handled
    await handle(services, mail)
  }
}

async function takeUp({ db, clock }: IntakeServices): Promise<KeptMail | null> {
  const now = clock.now()
  const until = new Date(now.getTime() + patienceMinutes * 60_000)
  const { rows } = await sql<KeptMail>`
    update mails m set attempts = m.attempts + 1, next_attempt_at = ${until}
    from mailboxes b where b.id = m.mailbox_id and m.id = (
      select id from mails where state = 'stored' and next_attempt_at <= ${now}
      order by arrived_at, id limit 1 for update skip locked)
    returning m.id, m.mailbox_id as "mailboxId", m.is_cut as "isCut", m.forwarded_to as "forwardedTo",
      m.arrived_at as "arrivedAt", m.attempts, m.arrived_at < b.created_at - interval '1 hour' as "isOld"`.execute(db)
  return rows[0] ?? null
}

async function handle(services: IntakeServices, kept: KeptMail): Promise<void> {
  try {
    const bytes = await readKept(services, kept.id)
    const mail = await readMail(bytes)
    if (!(await recognise(services.db, kept.id, mail, bytes))) return
    const decision = decide(mail, await circumstancesOf(services, kept, mail))
    if (decision.becomes === 'waiting' && decision.reason === 'bounced' && (await isElsewhere(services, mail)))
      await sql`update mails set state = 'dismissed' where id = ${kept.id} and state = 'stored'`.execute(services.db)
    else await act(services, { kept, mail, decision })
  } catch (error) {
    await fail(services, kept, error)
  }
}

async function isElsewhere({ cameBackElsewhere, clock }: IntakeServices, { bounce }: ReadMail): Promise<boolean> {
  if (bounce?.kind !== 'failed' || !bounce.messageId || !cameBackElsewhere) return false
  return cameBackElsewhere({ messageId: bounce.messageId, why: whyOf(bounce.recipients), now: clock.now() })
}

/** The bytes of a message as it came. @throws Problem file_missing, files_away */
export async function readKept({ files }: Pick<FileServices, 'files'>, id: string): Promise<Buffer> {
  return buffer(await files.get(id))
}

/** Notes what a message says of itself. @returns false when the same message came before: then nothing more is to be done */
async function recognise(db: Database, id: string, mail: ReadMail, bytes: Uint8Array): Promise<boolean> {
  const { from, subject, messageId } = mail
  await sql`
    update mails set message_id = ${messageId?.slice(0, 1000) ?? null}, from_name = ${from?.name.slice(0, 300) || null},
      from_address = ${from?.address.toLowerCase().slice(0, 320) || null}, subject = ${subject.slice(0, 1000)}
    where id = ${id}`.execute(db)
  try {
    await sql`update mails set fingerprint = ${fingerprintOf(mail, bytes)} where id = ${id}`.execute(db)
    return true
  } catch (error) {
    if (!brokeConstraint(error, 'mails_once')) throw error
    await sql`update mails set state = 'repeated' where id = ${id} and state = 'stored'`.execute(db)
    return false
  }
}

/** Leaves a message that could not be handled for later, or for a person when trying does not help. */
async function fail({ db, clock }: IntakeServices, kept: KeptMail, error: unknown): Promise<void> {
  const isAway = isDatabaseAway(error) || (error instanceof Problem && error.kind === 'unavailable')
  log.warn('a message could not be handled', { mail: kept.id, attempt: kept.attempts, error })
  if (!isAway && kept.attempts >= mostAttempts) return setWaiting(db, kept.id, { reason: 'failed', nearId: null })
  const next = new Date(clock.now().getTime() + Math.min(kept.attempts, 10) * 30_000)
  await sql`update mails set next_attempt_at = ${next} where id = ${kept.id} and state = 'stored'`.execute(db)
}
