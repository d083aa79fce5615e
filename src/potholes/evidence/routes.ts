import type { FastifyInstance } from 'fastify'
import { complaintId } from '../../complaints/read.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { potholeActor } from '../record/actor.ts'
import { readPothole } from '../record/read.ts'
import { answerEvidence, pickEvidence } from './answer.ts'
import { evidenceContract } from './contract.ts'
import { mergePothole, moveMerged, splitPothole } from './merge.ts'
import { guessPotholes, listEvidence } from './read.ts'
import { searchNow } from './search.ts'

/** Adds the routes of the evidence of potholes, and of merging and splitting, which move it. */
export function evidenceRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const acting = (caller: Caller) => ({ actor: potholeActor(caller), now: clock.now() })
  implement(http, gate, evidenceContract, {
    listEvidence: ({ params, query }) => listEvidence(db, params.id, query),
    pickEvidence: ({ params, body }, { caller }) => pickEvidence(db, params.id, body.complaints, acting(caller)),
    answerEvidence: ({ params, body }, { caller }) => answerEvidence(db, params.id, body, acting(caller)),
    searchEvidence: ({ params }, { caller }) => searchNow(db, params.id, acting(caller)),
    guessPotholes: async ({ params }, { caller }) => guessPotholes(db, await complaintId(db, params.reference, caller)),
    mergePothole: async ({ params, body }, { caller, ifMatch }) => {
      const merging = { id: params.id, intoId: body.intoId, ifMatch }
      await inTransaction(db, (tx) => mergePothole(tx, merging, acting(caller)))
      await moveMerged(db, clock.now())
      return readPothole(db, body.intoId)
    },
    splitPothole: async ({ params, body }, { caller }) =>
      readPothole(db, await inTransaction(db, (tx) => splitPothole(tx, params.id, body, acting(caller)))),
  })
}
