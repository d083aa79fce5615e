import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problem.ts'
import { VoiceDrawer } from '../split/voices.ts'
import { reportsContract } from './contract.ts'
import { makeReport } from './make.ts'
import { asPdf } from './pdf.ts'
import { asWorkbook } from './workbook.ts'

/** Adds the route of pages of numbers as files. */
export function reportRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  const drawer = new VoiceDrawer(db)
  implement(http, gate, reportsContract, {
    exportReport: async ({ params, query: { from, to, format } }, { caller, reply }) => {
      if (to < from)
        throw new Problem(
          'invalid',
          'period_backwards',
          {},
          { fields: [{ field: 'to', message: 'must not be before from' }] },
        )
      const making = { db, drawer, from, to, viewer: caller, language: caller.language, now: clock.now() }
      const report = await makeReport(params.page, making)
      reply.header('content-disposition', `attachment; filename="${report.name}.${format}"`)
      if (format === 'pdf') return reply.type('application/pdf').send(await asPdf(report))
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(await asWorkbook(report))
    },
  })
}
