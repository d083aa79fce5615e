import type { FastifyInstance } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import { type Database, inTransaction } from '../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../platform/http/server.ts'
import { promisesContract } from './contract.ts'
import { addPromise, addReading, changePromise, listPromises, listPromiseVersions, readPromise } from './store.ts'

/** Adds the routes of the register of promises. */
export function promiseRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const acting = (caller: Caller) => ({ byId: caller.kind === 'person' ? caller.id : null, now: clock.now() })
  implement(http, gate, promisesContract, {
    listPromises: () => listPromises(db, clock.now()),
    addPromise: async ({ body }, { caller }) => {
      const id = await inTransaction(db, (tx) => addPromise(tx, body, acting(caller)))
      return readPromise(db, id, clock.now())
    },
    changePromise: async ({ params, body }, { caller, ifMatch }) => {
      await inTransaction(db, (tx) => changePromise(tx, params.id, body, { ...acting(caller), ifMatch }))
      return readPromise(db, params.id, clock.now())
    },
    listPromiseVersions: ({ params }) => listPromiseVersions(db, params.id),
    addPromiseReading: async ({ params, body }, { caller }) => {
      await inTransaction(db, (tx) => addReading(tx, params.id, body, acting(caller)))
      return readPromise(db, params.id, clock.now())
    },
  })
}
