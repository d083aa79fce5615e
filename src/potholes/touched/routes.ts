import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import type { IfMatch } from '../../platform/http/etag.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { touchedContract } from './contract.ts'
import { readTouched } from './read.ts'
import { lookAtPlace, nameTouched } from './store.ts'

/** Adds the routes of what a pothole touches. */
export function touchedRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const acting = ({ kind, id }: Caller, ifMatch: IfMatch) => ({ actor: { kind, id }, now: clock.now(), ifMatch })
  implement(http, gate, touchedContract, {
    readTouched: ({ params, query }) => readTouched(db, params.id, query, clock.now()),
    nameTouched: async ({ params, body }, { caller, ifMatch }) => {
      await inTransaction(db, (tx) => nameTouched(tx, params.id, body, acting(caller, ifMatch)))
      return undefined
    },
    lookAtPlace: async ({ params, body }, { caller, ifMatch }) => {
      const isWidened = await inTransaction(db, (tx) => lookAtPlace(tx, params.id, body, acting(caller, ifMatch)))
      return { rule: isWidened ? ('widened' as const) : ('as_it_was' as const) }
    },
  })
}
