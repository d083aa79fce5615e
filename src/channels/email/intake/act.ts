import { sql } from 'kysely'
import { attach } from '../../../complaints/attachments/store.ts'
import { type Arrived, forget } from '../../../complaints/attachments/incoming.ts'
import { createComplaint } from '../../../complaints/create.ts'
import { type Actor, appendEvents, lockComplaint } from '../../../complaints/events.ts'
import { addressWorks, recordBounce } from '../../../complaints/letters/bounce.ts'
import { customerWrites } from '../../../complaints/solution/customer-says.ts'
import { inTransaction, type Tx } from '../../../platform/database/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ReadMail } from '../reading/mail.ts'
import { takeFiles } from './files.ts'
import type { IntakeServices, KeptMail } from './handle.ts'
import { type Decision, wordsOf } from './decide.ts'
import { newComplaintOf, noWords } from './new-complaint.ts'
import { setWaiting } from './waiting.ts'

/** Who decided it: a person about a message that waited, or nobody, when rules did as it came. */
export type Decider = { personId: string; verdict: 'wanted' | null } | null
type Acting = { kept: KeptMail; mail: ReadMail; decision: Decision; decider?: Decider }
type Became = { complaintId: string; became: 'complaint' | 'message' | 'automatic' | 'bounce' }

const customer: Actor = { kind: 'customer', id: null }
const machine: Actor = { kind: 'system', id: null }

/**
 * Does what was decided about a message, with all that belongs to it in the transaction in which the message ends waiting.
 * Done again after a crash it comes to the same.
 * @returns the complaint it belongs to now; null when it waits, or somebody else was faster
 */
export async function act(services: IntakeServices, acting: Acting): Promise<string | null> {
  const { decision, kept } = acting
  switch (decision.becomes) {
    case 'waiting':
      await setWaiting(services.db, kept.id, decision)
      return null
    case 'complaint':
      return withFiles(services, acting, await makeComplaint(services, acting, decision.isAcknowledged))
    case 'message':
      return withFiles(services, acting, { complaintId: decision.complaintId, became: 'message' })
    case 'automatic':
      return tellOfMachine(services, acting, { complaintId: decision.complaintId, became: 'automatic' })
    case 'bounce':
      return tellOfBounce(services, acting, decision)
  }
}

/** The complaint that a message makes; the one that it made already, when what should follow was cut short. */
async function makeComplaint(services: IntakeServices, acting: Acting, isAcknowledged: boolean): Promise<Became> {
  const { db, desk, clock } = services
  const { kept, mail } = acting
  const once = { actor: 'mail', key: kept.id }
  const { rows } = await sql<{ id: string }>`
    select complaint_id as id from idempotency_keys where actor = ${once.actor} and key = ${once.key}`.execute(db)
  if (rows[0]) return { complaintId: rows[0].id, became: 'complaint' }
  const now = clock.now()
  const complaint = newComplaintOf(mail, { arrivedAt: kept.arrivedAt, ifNone: await noWords(db), now })
  const { id } = await createComplaint(db, desk, { complaint, actor: customer, once, isAcknowledged, now })
  return { complaintId: id, became: 'complaint' }
}

/** Adds what a message brings to its complaint: its words unless it is the complaint itself, and its files. */
async function withFiles(services: IntakeServices, acting: Acting, target: Became): Promise<string | null> {
  const { files, leftOut } = await takeFiles(services, acting.mail.files)
  const forgetAll = () =>
    forget(
      services,
      files.map(({ id }) => id),
    )
  const finish = (taken: Arrived[]) =>
    inTransaction(services.db, (tx) =>
      finishWith(services, tx, acting, target, { taken, leftOut: leftOut + files.length - taken.length }),
    )
  try {
    const { complaintId, needless } = await finish(files).catch((error) => {
      // The complaint has no room for them: its words must not wait for that. The original keeps them.
      if (error instanceof Problem && /^attachments_(full|many)$/.test(error.key)) return finish([])
      throw error
    })
    if (needless === 'all') await forgetAll()
    else await forget(services, needless)
    return complaintId
  } catch (error) {
    await forgetAll()
    throw error
  }
}

type Files = { taken: Arrived[]; leftOut: number }
type Finished = { complaintId: string | null; needless: string[] | 'all' }

async function finishWith(
  services: IntakeServices,
  tx: Tx,
  acting: Acting,
  target: Became,
  { taken, leftOut }: Files,
): Promise<Finished> {
  const now = services.clock.now()
  if (!(await endWaiting(tx, acting, now))) return { complaintId: null, needless: 'all' }
  const { messageId, ...reached } = await addWords(services, tx, acting, target)
  const { complaintId } = reached
  const attaching = { complaintId, messageId, files: taken, limits: services.limits, actor: customer, now }
  const { needless } = taken.length > 0 ? await attach(tx, attaching) : { needless: [] }
  await note(tx, acting.kept.id, { ...reached, messageId, leftOut, now })
  if (acting.mail.from) await addressWorks(tx, acting.mail.from.address)
  return { complaintId, needless: taken.length > 0 ? needless : 'all' }
}

/** Adds the words to their complaint, which takes up again what was closed. A complaint that a message made has them already. */
async function addWords(
  { db, desk, clock }: IntakeServices,
  tx: Tx,
  { kept, mail }: Acting,
  target: Became,
): Promise<Became & { messageId: string | null }> {
  if (target.became !== 'message') return { ...target, messageId: null }
  const now = clock.now()
  const at = kept.arrivedAt < now ? kept.arrivedAt : now
  const words = wordsOf(mail, await noWords(db))
  const said = { complaintId: target.complaintId, words, channel: 'email', at, now }
  const { complaintId, messageId, what } = await customerWrites(tx, desk, said)
  return { complaintId, messageId, became: what === 'linked' ? 'complaint' : 'message' }
}

/** Notes in the history what no person wrote. Nobody's words change, and nobody is answered. */
async function tellOfMachine(services: IntakeServices, acting: Acting, target: Became): Promise<string | null> {
  const { mail, kept } = acting
  const now = services.clock.now()
  return inTransaction(services.db, async (tx) => {
    if (!(await endWaiting(tx, acting, now))) return null
    const { complaintId, became } = target
    const complaint = await lockComplaint(tx, complaintId)
    const detail = { mail_id: kept.id, automatic: mail.automatic?.kind ?? 'bounce' }
    await appendEvents(tx, complaint, [{ kind: 'automatic_mail', at: now, actor: machine, detail }], now)
    await note(tx, kept.id, { complaintId, became, messageId: null, leftOut: mail.files.length, now })
    return complaintId
  })
}

/** Notes at the letter that it came back, and why; its owner is told. */
async function tellOfBounce(
  services: IntakeServices,
  acting: Acting,
  { letter, why }: Extract<Decision, { becomes: 'bounce' }>,
): Promise<string | null> {
  const now = services.clock.now()
  return inTransaction(services.db, async (tx) => {
    if (!(await endWaiting(tx, acting, now))) return null
    const { complaintId, kind, occasion } = letter
    await recordBounce(tx, { letter: { complaintId, kind, occasion }, reason: why, now })
    await note(tx, acting.kept.id, { complaintId, became: 'bounce', messageId: null, leftOut: 0, now })
    return complaintId
  })
}

/** @returns false when the message is no more what it was: another process, or a person, was faster */
async function endWaiting(tx: Tx, { kept, decider = null }: Acting, now: Date): Promise<boolean> {
  const was = decider ? 'waiting' : 'stored'
  const { numAffectedRows } = await sql`
    update mails set state = 'taken', decided_by = ${decider?.personId ?? null}, decided_at = ${decider ? now : null},
      verdict = ${decider?.verdict ?? null}
    where id = ${kept.id} and state = ${was}`.execute(tx)
  return numAffectedRows === 1n
}

type Noted = Became & { messageId: string | null; leftOut: number; now: Date }

async function note(tx: Tx, id: string, { complaintId, became, messageId, leftOut, now }: Noted): Promise<void> {
  await sql`
    insert into complaint_mails (complaint_id, id, became, message_id, left_out, at)
    values (${complaintId}, ${id}, ${became}, ${messageId}, ${leftOut}, ${now})`.execute(tx)
}
