import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { returnsContract } from './contract.ts'
import { returnDefinitions } from './definition.ts'
import { makeReturn } from './make.ts'
import { saveMapped } from './mappings.ts'
import { checkReturn, definitionOf, listMade, readMapping, summaryOf } from './read.ts'

const typeOf = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Adds the routes of returns to regulators. */
export function returnRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, returnsContract, {
    listReturns: async () => returnDefinitions.map(summaryOf),
    readReturn: ({ params, query }) => checkReturn(db, definitionOf(params), query, clock.now()),
    readReturnMapping: ({ params }) => readMapping(db, definitionOf(params).key),
    saveReturnMapping: async ({ params, body }) => {
      const definition = definitionOf(params)
      await inTransaction(db, (tx) => saveMapped(tx, definition, body))
      return readMapping(db, definition.key)
    },
    makeReturn: async ({ params, query: { format, ...period } }, { caller, reply }) => {
      const definition = definitionOf(params)
      const byId = caller.kind === 'person' ? caller.id : null
      const file = await makeReturn(db, definition, {
        period,
        format,
        language: caller.language,
        byId,
        now: clock.now(),
      })
      const name = `${definition.key.replaceAll('_', '-')}-${period.from}-${period.to}.${format}`
      reply.header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store')
      return reply.type(typeOf[format]).send(file)
    },
    listMadeReturns: ({ query }) => listMade(db, query),
  })
}
