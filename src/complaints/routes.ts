import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { findOrganization, takeTurns } from '../people/organization.ts'
import type { Clock } from '../platform/clock.ts'
import { brokeConstraint, type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import { requireVersion, versionOfContent } from '../platform/http/etag.ts'
import { type Caller, type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'
import { addMessage, classifyComplaint, signNoPothole } from './changes.ts'
import { closeComplaint, reopenComplaint } from './closing.ts'
import { complaintsContract } from './contract.ts'
import { createComplaint } from './create.ts'
import { duplicatesOf } from './duplicates/find.ts'
import { editComplaint } from './edit.ts'
import { escalate } from './escalation/escalate.ts'
import { closeIfSettled } from './escalation/manager.ts'
import { type Actor, type LockedComplaint, verifyEvents } from './events.ts'
import { changeFields, type FieldEdit } from './fields/values.ts'
import { answerHandover, deactivatePerson, offerHandover } from './handovers.ts'
import { countComplaints, listComplaints } from './list.ts'
import { undoMerge } from './merging/merging.ts'
import { splitComplaint, undoSplit } from './merging/split.ts'
import { complaintId, isVisible, offeredTo, readComplaint } from './read.ts'
import { listRules, type RoutingDesk, replaceRules } from './routing/desk.ts'
import { readTimeline } from './timeline.ts'
import { waitingHandovers } from './waiting.ts'

export type ComplaintServices = { db: Database; clock: Clock; desk: RoutingDesk }

/** Who acts, for the event: a person, a program with a key, or the command line on this machine. */
export const actorOf = (caller: Caller): Actor => ({
  kind: caller.kind,
  id: caller.kind === 'system' ? null : caller.id,
})

/** Only a person signs, hands over and answers; a program has no hands. */
export function personOf(caller: Caller): string {
  if (caller.kind !== 'person') throw new Problem('forbidden', 'person_needed')
  return caller.id
}

const unknownIn = (definitions: { key: string }[], given: object = {}): string[] =>
  Object.keys(given).filter((name) => !definitions.some(({ key }) => key === name))

/** Adds the routes of complaints. */
export function complaintRoutes(http: FastifyInstance, gate: Gate, { db, clock, desk }: ComplaintServices): void {
  const find = (reference: string, caller: Caller) => complaintId(db, reference, caller)

  const changeComplaint = async (tx: Tx, edit: Parameters<typeof classifyComplaint>[1] & Partial<FieldEdit>) => {
    await classifyComplaint(tx, edit)
    if (edit.values) await changeFields(tx, { ...edit, values: edit.values })
  }

  const signAndSettle = async (tx: Tx, signing: Parameters<typeof signNoPothole>[1]) => {
    await signNoPothole(tx, signing)
    await closeIfSettled(tx, signing.complaintId, signing.now)
  }

  implement(http, gate, complaintsContract, {
    createComplaint: async ({ body, headers, query }, { caller, reply }) => {
      const key = headers['idempotency-key']
      const once = key ? { actor: caller.id, key } : null
      const loggedBy = caller.kind === 'person' ? caller.id : null
      const created = await createComplaint(db, desk, {
        complaint: body,
        actor: actorOf(caller),
        loggedBy,
        once,
        now: clock.now(),
      })
      reply.header('location', `/api/v1/complaints/${created.reference}`)
      const { definitions } = await desk.fieldsFor(null)
      return {
        ...created,
        unknownFields: unknownIn(definitions, body.fields),
        ...(query.duplicates === 'true' && { duplicates: await duplicatesOf(db, created.id, caller) }),
        owner: await desk.personNamed(created.ownerId),
        nextUpdateDue: created.nextUpdateDue?.toISOString() ?? null,
      }
    },
    listComplaints: ({ query: { sort, cursor, limit, withFields, ...filters } }, { caller }) =>
      listComplaints(db, { filters, sort, cursor, limit, withFields: withFields === 'true' }, caller, clock.now()),
    countComplaints: ({ query }, { caller }) => countComplaints(db, query, caller, clock.now()),
    readComplaint: async ({ params }, { caller }) => readComplaint(db, await find(params.reference, caller)),
    readTimeline: async ({ params }, { caller }) =>
      readTimeline(db, await find(params.reference, caller), caller.language),
    classifyComplaint: async ({ params, body }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const { nextUpdateDue, fields, ...rest } = body
      const change = { ...rest, ...(nextUpdateDue && { nextUpdateDue: new Date(nextUpdateDue) }) }
      await editComplaint(db, id, ifMatch, (tx) =>
        changeComplaint(tx, { complaintId: id, change, values: fields, actor: actorOf(caller), now: clock.now() }),
      )
      return readComplaint(db, id)
    },
    addMessage: async ({ params, body, headers }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const now = clock.now()
      const at = body.at ? new Date(body.at) : now
      const key = headers['idempotency-key']
      const once = key ? { actor: caller.id, key, body } : null
      return {
        id: await editComplaint(db, id, ifMatch, (tx) =>
          addMessage(tx, { ...body, complaintId: id, at, actor: actorOf(caller), once, now }),
        ),
      }
    },
    offerHandover: async ({ params, body }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const offer = {
        complaintId: id,
        toId: body.toId,
        note: body.note ?? null,
        actor: actorOf(caller),
        now: clock.now(),
      }
      return { id: await editComplaint(db, id, ifMatch, (tx) => offerHandover(tx, offer)) }
    },
    answerHandover: async ({ params, body }, { caller, ifMatch }) => {
      const answer = {
        handoverId: params.id,
        answer: body.answer,
        reason: body.reason || null,
        personId: personOf(caller),
        now: clock.now(),
      }
      // Whom a handover is offered to must be able to answer it, whatever else they may see, and sees no more by declining.
      const id = await complaintId(db, params.reference, caller, offeredTo(caller, params.id))
      await editComplaint(db, id, ifMatch, (tx) => answerHandover(tx, { ...answer, complaintId: id }))
      return (await isVisible(db, id, caller)) ? readComplaint(db, id) : null
    },
    closeComplaint: async ({ params, body }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const closing = body.closure === 'merged' ? { ...body, intoId: await find(body.into, caller) } : body
      await editComplaint(db, id, ifMatch, (tx) =>
        closeComplaint(tx, { complaintId: id, closing, actor: actorOf(caller), now: clock.now() }),
      )
      return readComplaint(db, id)
    },
    reopenComplaint: async ({ params, query }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const now = clock.now()
      const organization = await findOrganization(db)
      if (!organization) throw new Problem('unavailable', 'not_set_up')
      const nextUpdateDue = new Date(now.getTime() + organization.updateWithinHours * 3_600_000)
      const reopening = {
        complaintId: id,
        reason: query.reason,
        fallbackOwnerId: organization.lastResortId,
        nextUpdateDue,
        actor: actorOf(caller),
        now,
      }
      await editComplaint(db, id, ifMatch, (tx) => reopenComplaint(tx, reopening))
      return readComplaint(db, id)
    },
    undoMerge: async ({ params }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const chooseOwner = async (complaint: LockedComplaint) => (await desk.choose(complaint)).ownerId
      await editComplaint(db, id, ifMatch, (tx) =>
        undoMerge(tx, { complaintId: id, chooseOwner, actor: actorOf(caller), now: clock.now() }),
      )
      return readComplaint(db, id)
    },
    splitComplaint: async ({ params, body }, { caller, ifMatch, reply }) => {
      const id = await find(params.reference, caller)
      const split = { complaintId: id, splitting: body, actor: actorOf(caller), now: clock.now() }
      const made = await editComplaint(db, id, ifMatch, (tx) => splitComplaint(tx, desk, split))
      reply.header('location', `/api/v1/complaints/${made.reference}`)
      const { ownerId, nextUpdateDue, ...rest } = made
      return { ...rest, owner: await desk.personNamed(ownerId), nextUpdateDue: nextUpdateDue.toISOString() }
    },
    undoSplit: async ({ params }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const undoing = { complaintId: id, actor: actorOf(caller), now: clock.now() }
      await editComplaint(db, id, ifMatch, (tx) => undoSplit(tx, undoing))
      return readComplaint(db, id)
    },
    escalateComplaint: async ({ params, body }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      await editComplaint(db, id, ifMatch, (tx) =>
        escalate(tx, { ...body, complaintId: id, actor: actorOf(caller), now: clock.now() }),
      )
      return readComplaint(db, id)
    },
    signNoPothole: async ({ params, body }, { caller, ifMatch }) => {
      const id = await find(params.reference, caller)
      const signer = { id: personOf(caller), role: caller.role }
      await editComplaint(db, id, ifMatch, (tx) =>
        signAndSettle(tx, { complaintId: id, reason: body.reason, signer, now: clock.now() }),
      )
      return readComplaint(db, id)
    },
    waitingHandovers: (_input, { caller }) => waitingHandovers(db, caller.id),
    deactivatePerson: async ({ params, body }, { caller }) => {
      const request = { personId: params.id, successorId: body.successorId, actor: actorOf(caller), now: clock.now() }
      const handedOver = await inTransaction(db, (tx) => deactivatePerson(tx, request))
      desk.refresh()
      return { handedOver }
    },
    readRoutingRules: () => readRouting(db),
    replaceRoutingRules: async ({ body }, { ifMatch }) => {
      await inTransaction(db, async (tx) => {
        // Held until the end: else two who save at once would both find the version they know.
        await takeTurns(tx)
        if (ifMatch !== null) requireVersion(ifMatch, (await readRouting(tx)).version)
        await replaceRules(tx, body.rules)
        await sql`update organization set last_resort_id = ${body.lastResortId}, update_within_hours = ${body.updateWithinHours}`.execute(
          tx,
        )
      }).catch((error) => {
        throw brokeConstraint(error) ? new Problem('unprocessable', 'person_inactive', {}, { cause: error }) : error
      })
      desk.refresh()
      return readRouting(db)
    },
    verifyEvents: () => verifyEvents(db),
  })
}

async function readRouting(db: Database | Tx) {
  const organization = await findOrganization(db)
  if (!organization) throw new Problem('unavailable', 'not_set_up')
  const rules = (await listRules(db)).map(({ id: _id, ...rule }) => rule)
  const { lastResortId, updateWithinHours } = organization
  const routing = { rules, lastResortId, updateWithinHours }
  return { ...routing, version: versionOfContent(routing) }
}
