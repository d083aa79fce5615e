import { sql } from 'kysely'
import { publish } from '../../../platform/live/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { act } from '../intake/act.ts'
import type { Decision } from '../intake/decide.ts'
import { type IntakeServices, readKept } from '../intake/handle.ts'
import { readMail } from '../reading/read-mail.ts'
import { findWaiting } from './store.ts'

export type Taking = { id: string; personId: string; into: { complaintId: string } | null }

/**
 * Takes in a message that waited: as a complaint of its own, or as words in one. What a machine sent, or what cannot be read, is
 * not acknowledged even so; the sender is no stranger any more.
 * @returns the complaint's id  @throws Problem mail_decided
 */
export async function takeWaiting(services: IntakeServices, { id, personId, into }: Taking): Promise<string> {
  const kept = await findWaiting(services.db, id)
  const mail = await readMail(await readKept(services, id))
  const isAcknowledged = !mail.automatic && !mail.bounce && !mail.unreadable
  const decision: Decision = into ? { becomes: 'message', ...into } : { becomes: 'complaint', isAcknowledged }
  const complaintId = await act(services, { kept, mail, decision, decider: { personId, verdict: 'wanted' } })
  if (!complaintId) throw new Problem('conflict', 'mail_decided')
  publish(services.db, { kind: 'mail' })
  return complaintId
}

type Dismissal = { id: string; personId: string; isSpam: boolean }

/** Says that a message needs nothing. @throws Problem mail_decided */
export async function dismissMail({ db, clock }: IntakeServices, { id, personId, isSpam }: Dismissal): Promise<void> {
  const { numAffectedRows } = await sql`
    update mails set state = 'dismissed', decided_by = ${personId}, decided_at = ${clock.now()}, verdict = ${isSpam ? 'spam' : null}
    where id = ${id} and state = 'waiting'`.execute(db)
  if (!numAffectedRows) throw new Problem('conflict', 'mail_decided')
  publish(db, { kind: 'mail' })
}

/** Lets a message that was dismissed wait again; what was said of its sender is forgotten with it. @throws Problem mail_decided */
export async function waitAgain({ db }: IntakeServices, id: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update mails set state = 'waiting', decided_by = null, decided_at = null, verdict = null
    where id = ${id} and state = 'dismissed'`.execute(db)
  if (!numAffectedRows) throw new Problem('conflict', 'mail_decided')
  publish(db, { kind: 'mail' })
}
