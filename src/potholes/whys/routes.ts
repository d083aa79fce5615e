import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problem.ts'
import { whysContract } from './contract.ts'
import { addEvidence, removeEvidence, saveParticipants } from './evidence.ts'
import { readWhys } from './read.ts'
import { saveWhys, sayUnderstood } from './save.ts'

/** Only a person asks why: each why says whose words it is. */
function personOf(caller: Caller): string {
  if (caller.kind !== 'person') throw new Problem('forbidden', 'person_needed')
  return caller.id
}

/** Adds the routes of whys. */
export function whyRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const acting = (potholeId: string, caller: Caller) => ({ potholeId, byId: personOf(caller), now: clock.now() })
  implement(http, gate, whysContract, {
    readWhys: ({ params }) => readWhys(db, params.id),
    saveWhys: ({ params, body }, { caller, ifMatch }) =>
      inTransaction(db, (tx) => saveWhys(tx, { ...acting(params.id, caller), ifMatch }, body.whys)),
    sayUnderstood: ({ params, body }, { caller, ifMatch }) =>
      inTransaction(db, (tx) => sayUnderstood(tx, { ...acting(params.id, caller), ifMatch }, body.isUnderstood)),
    addWhyEvidence: async ({ params: { id, whyId }, body }, { caller }) => {
      await inTransaction(db, (tx) => addEvidence(tx, { ...acting(id, caller), whyId }, body, caller))
      return readWhys(db, id)
    },
    removeWhyEvidence: async ({ params: { id, whyId, evidenceId } }, { caller }) => {
      await inTransaction(db, (tx) => removeEvidence(tx, { ...acting(id, caller), whyId }, evidenceId))
      return readWhys(db, id)
    },
    saveWhyParticipants: async ({ params, body }, { caller, ifMatch }) => {
      const who = { ...acting(params.id, caller), ifMatch }
      await inTransaction(db, (tx) => saveParticipants(tx, who, body.participants))
      return readWhys(db, params.id)
    },
  })
}
