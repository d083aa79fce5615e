import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import type { VoiceDrawer } from '../split/voices.ts'
import { reportsContract } from './contract.ts'
import { asFile, typeOf } from './files.ts'
import { makeReport } from './make.ts'

/** Adds the route of pages of numbers as files. */
export function reportRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, drawer }: { db: Database; clock: Clock; drawer: VoiceDrawer },
): void {
  implement(http, gate, reportsContract, {
    exportReport: async ({ params, query: { from, to, format, ...narrowing } }, { caller, reply }) => {
      const making = { db, drawer, from, to, narrowing, viewer: caller, language: caller.language, now: clock.now() }
      const report = await makeReport(params.page, making)
      reply.header('content-disposition', `attachment; filename="${report.name}.${format}"`)
      return reply.type(typeOf[format]).send(await asFile(report, format))
    },
  })
}
