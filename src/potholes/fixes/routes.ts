import type { FastifyInstance } from 'fastify'
import { personOf } from '../../complaints/routes.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problem.ts'
import { readPothole } from '../record/read.ts'
import { agreeFix } from './agree.ts'
import { fixesContract } from './contract.ts'
import { changeDraft, deleteDraft, draftFix, listDrafts } from './drafts.ts'
import { dropFix, type Marker, markStageLive, takeBackStage } from './live.ts'
import { readFixOutlook } from './outlook.ts'
import { listAgreed, readFix } from './read.ts'

const personIn = ({ kind, id }: Caller): string | null => (kind === 'person' ? id : null)

/** @throws Problem person_needed of the command line: it is nobody in particular */
function markerOf({ kind, id }: Caller): Marker {
  if (kind === 'system') throw new Problem('forbidden', 'person_needed')
  return { how: kind, id }
}

/** Adds the routes of fixes. */
export function fixRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, fixesContract, {
    listFixes: async ({ params: { id } }) => {
      await readPothole(db, id)
      return { drafts: await listDrafts(db, id), fixes: await listAgreed(db, id) }
    },
    draftFix: ({ params, body }, { caller }) =>
      inTransaction(db, (tx) => draftFix(tx, params.id, body, { personId: personIn(caller), now: clock.now() })),
    changeFixDraft: ({ params, body }, { caller, ifMatch }) => {
      const by = { personId: personIn(caller), now: clock.now(), ifMatch }
      return inTransaction(db, (tx) => changeDraft(tx, params.id, body, by))
    },
    deleteFixDraft: async ({ params }) => {
      await inTransaction(db, (tx) => deleteDraft(tx, params.id))
      return undefined
    },
    agreeFix: async ({ params }, { caller, ifMatch }) => {
      const agreeing = { db, person: { id: personOf(caller), role: caller.role }, now: clock.now(), ifMatch }
      return readFix(db, await inTransaction(db, (tx) => agreeFix(tx, params.id, agreeing)))
    },
    readFix: ({ params }) => readFix(db, params.id),
    dropFix: async ({ params: { id }, body }, { caller, ifMatch }) => {
      const dropping = { fixId: id, ...body, personId: personOf(caller), now: clock.now(), ifMatch }
      await inTransaction(db, (tx) => dropFix(tx, dropping))
      return readFix(db, id)
    },
    markStageLive: async ({ params: { id, number }, body }, { caller, ifMatch }) => {
      const said = { on: body.on ?? null, releasedAs: body.releasedAs ?? null }
      const marking = { fixId: id, number, ...said, marker: markerOf(caller), now: clock.now(), ifMatch }
      await inTransaction(db, (tx) => markStageLive(tx, marking))
      return readFix(db, id)
    },
    takeBackStage: async ({ params: { id, number }, body }, { caller, ifMatch }) => {
      const taking = { fixId: id, number, ...body, personId: personOf(caller), now: clock.now(), ifMatch }
      await inTransaction(db, (tx) => takeBackStage(tx, taking))
      return readFix(db, id)
    },
    readFixOutlook: ({ params, body }, { caller }) =>
      readFixOutlook(db, params.id, body, { now: clock.now(), language: caller.language }),
  })
}
