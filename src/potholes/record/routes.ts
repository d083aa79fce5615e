import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { pickFor } from '../evidence/answer.ts'
import { potholeActor } from './actor.ts'
import { potholesContract } from './contract.ts'
import { potholeEvents } from './events.ts'
import { potholeNumbers } from './numbers.ts'
import { countPotholes, listPotholes, readPothole } from './read.ts'
import { changePothole, closePothole, openPothole, reopenPothole } from './store.ts'

/** Adds the routes of the record of potholes. */
export function potholeRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, potholesContract, {
    listPotholes: ({ query }, { caller }) => listPotholes(db, query, caller.id),
    countPotholes: (_input, { caller }) => countPotholes(db, caller.id, clock.now()),
    openPothole: async ({ body }, { caller }) => {
      const acting = { actor: potholeActor(caller), now: clock.now() }
      const id = await inTransaction(db, async (tx) => {
        const opened = await openPothole(tx, body, acting)
        if (body.complaints) await pickFor(tx, opened, body.complaints, acting)
        return opened
      })
      return readPothole(db, id)
    },
    readPotholeNumbers: async ({ params }) => potholeNumbers(db, await readPothole(db, params.id), clock.now()),
    readPotholeEvents: async ({ params }) => potholeEvents(db, (await readPothole(db, params.id)).id),
    readPothole: ({ params }) => readPothole(db, params.id),
    changePothole: async ({ params, body }, { caller, ifMatch }) => {
      const acting = { actor: potholeActor(caller), now: clock.now(), ifMatch }
      await inTransaction(db, (tx) => changePothole(tx, params.id, body, acting))
      return readPothole(db, params.id)
    },
    closePothole: async ({ params, body }, { caller, ifMatch }) => {
      const person = caller.kind === 'person' ? caller : null
      await inTransaction(db, (tx) => closePothole(tx, params.id, body, { person, now: clock.now(), ifMatch }))
      return readPothole(db, params.id)
    },
    reopenPothole: async ({ params, body }, { caller, ifMatch }) => {
      const acting = { why: 'by_hand', ...body, actor: potholeActor(caller), now: clock.now(), ifMatch } as const
      await inTransaction(db, (tx) => reopenPothole(tx, params.id, acting))
      return readPothole(db, params.id)
    },
  })
}
