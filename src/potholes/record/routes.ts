import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { potholesContract } from './contract.ts'
import { listPotholes, readPothole } from './read.ts'
import { changePothole, closePothole, openPothole, type PotholeActor, reopenPothole } from './store.ts'

const actorOf = (caller: Caller): PotholeActor => ({ kind: caller.kind === 'person' ? 'person' : 'key', id: caller.id })

/** Adds the routes of the record of potholes. */
export function potholeRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, potholesContract, {
    listPotholes: ({ query }, { caller }) => listPotholes(db, query, caller.id),
    openPothole: async ({ body }, { caller }) => {
      const acting = { actor: actorOf(caller), now: clock.now() }
      return readPothole(db, await inTransaction(db, (tx) => openPothole(tx, body, acting)))
    },
    readPothole: ({ params }) => readPothole(db, params.id),
    changePothole: async ({ params, body }, { caller, ifMatch }) => {
      const acting = { actor: actorOf(caller), now: clock.now(), ifMatch }
      await inTransaction(db, (tx) => changePothole(tx, params.id, body, acting))
      return readPothole(db, params.id)
    },
    closePothole: async ({ params, body }, { caller, ifMatch }) => {
      const person = caller.kind === 'person' ? caller : null
      await inTransaction(db, (tx) => closePothole(tx, params.id, body, { person, now: clock.now(), ifMatch }))
      return readPothole(db, params.id)
    },
    reopenPothole: async ({ params, body }, { caller, ifMatch }) => {
      const acting = { why: 'by_hand', ...body, actor: actorOf(caller), now: clock.now(), ifMatch } as const
      await inTransaction(db, (tx) => reopenPothole(tx, params.id, acting))
      return readPothole(db, params.id)
    },
  })
}
