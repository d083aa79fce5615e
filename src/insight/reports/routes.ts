import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { VoiceDrawer } from '../split/voices.ts'
import { reportsContract } from './contract.ts'
import { makeReport } from './make.ts'
import { asPdf } from './pdf.ts'
import { asWorkbook } from './workbook.ts'

/** Adds the route of pages of numbers as files. */
export function reportRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const drawer = new VoiceDrawer(db)
  implement(http, gate, reportsContract, {
    exportReport: async ({ params, query: { from, to, format, ...narrowing } }, { caller, reply }) => {
      const making = { db, drawer, from, to, narrowing, viewer: caller, language: caller.language, now: clock.now() }
      const report = await makeReport(params.page, making)
      reply.header('content-disposition', `attachment; filename="${report.name}.${format}"`)
      if (format === 'pdf') return reply.type('application/pdf').send(await asPdf(report))
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(await asWorkbook(report))
    },
  })
}
