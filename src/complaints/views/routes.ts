import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { personOf } from '../routes.ts'
import { viewsContract } from './contract.ts'
import { changeListSettings, readListSettings } from './settings.ts'
import { changeView, deleteView, keeperOf, listViews, restoreView, saveView } from './store.ts'

/** Adds the routes of saved views and of how a person likes their lists. */
export function viewRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, viewsContract, {
    listViews: async (_input, { caller }) => listViews(db, await keeperOf(db, caller)),
    saveView: async ({ body }, { caller }) => {
      personOf(caller)
      const keeper = await keeperOf(db, caller)
      return inTransaction(db, (tx) => saveView(tx, keeper, body, clock.now()))
    },
    changeView: async ({ params, body: change }, { caller, ifMatch }) => {
      personOf(caller)
      const keeper = await keeperOf(db, caller)
      return inTransaction(db, (tx) => changeView(tx, keeper, { id: params.id, change, ifMatch, now: clock.now() }))
    },
    deleteView: async ({ params }, { caller, ifMatch, reply }) => {
      personOf(caller)
      const keeper = await keeperOf(db, caller)
      await inTransaction(db, (tx) => deleteView(tx, keeper, { id: params.id, ifMatch, now: clock.now() }))
      return reply.code(204).send()
    },
    restoreView: async ({ params }, { caller }) => {
      personOf(caller)
      const keeper = await keeperOf(db, caller)
      return inTransaction(db, (tx) => restoreView(tx, keeper, params.id))
    },
    readListSettings: (_input, { caller }) => readListSettings(db, caller.id),
    changeListSettings: ({ body }, { caller }) => {
      const personId = personOf(caller)
      return inTransaction(db, (tx) => changeListSettings(tx, personId, body))
    },
  })
}
