import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import type { ComplaintServices } from '../routes.ts'
import { fieldsContract } from './contract.ts'
import { addField, changeField, listFields, listFoundNames, orderFields, readField } from './store.ts'

/** Adds the routes of custom fields. Whatever changes them is known to the desk at once. */
export function fieldRoutes(http: FastifyInstance, gate: Gate, { db, clock, desk }: ComplaintServices): void {
  implement(http, gate, fieldsContract, {
    listFields: () => listFields(db),
    addField: async ({ body }) => {
      const id = await inTransaction(db, (tx) => addField(tx, body, clock.now()))
      desk.refresh()
      return readField(db, id)
    },
    changeField: async ({ params, body }) => {
      await inTransaction(db, (tx) => changeField(tx, params.id, body, clock.now()))
      desk.refresh()
      return readField(db, params.id)
    },
    orderFields: async ({ body }) => {
      await inTransaction(db, (tx) => orderFields(tx, body.ids))
      desk.refresh()
      return listFields(db)
    },
    listFoundNames: () => listFoundNames(db),
  })
}
