import type { FastifyInstance } from 'fastify'
import { editComplaint } from '../complaints/edit.ts'
import { complaintId } from '../complaints/read.ts'
import { listBranches, listSteps } from '../journeys/store.ts'
import type { Clock } from '../platform/clock.ts'
import { brokeConstraint, type Database, inTransaction } from '../platform/database/index.ts'
import { requireVersion } from '../platform/http/etag.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'
import { readAgreement } from './agreement.ts'
import { coderOf } from './coder.ts'
import { codeComplaint, codedMeanwhile, codingsOf, nextToCode } from './coding.ts'
import { causesContract } from './contract.ts'
import { listExposures, storeExposures } from './exposures.ts'
import { asCsv, asXlsx, tableOf } from './export.ts'
import { reportCauses } from './report.ts'
import { currentVersion, listVersions, readTaxonomy, replaceTaxonomy } from './taxonomy.ts'

/** Adds the routes of causes: taxonomy, coding, agreement and the causes report. */
export function causeRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, causesContract, {
    readTaxonomy: () => readTaxonomy(db),
    listTaxonomyVersions: () => listVersions(db),
    replaceTaxonomy: async ({ body }, { caller, ifMatch }) => {
      const byId = caller.kind === 'person' ? caller.id : null
      await inTransaction(db, async (tx) => {
        if (ifMatch !== null) requireVersion(ifMatch, await currentVersion(tx))
        await replaceTaxonomy(tx, { ...body, byId, now: clock.now() })
      }).catch((error) => {
        throw brokeConstraint(error, 'taxonomy_versions_pkey')
          ? new Problem(
              'stale',
              'taxonomy_stale',
              { version: body.basedOn + 1 },
              { members: { version: body.basedOn + 1 }, cause: error },
            )
          : error
      })
      return readTaxonomy(db)
    },
    codeComplaint: async ({ params, body }, { caller, ifMatch }) => {
      const coderId = coderOf(caller)
      const id = await complaintId(db, params.reference, caller)
      const coding = { ...body, complaintId: id, coderId, now: clock.now() }
      await editComplaint(db, id, ifMatch, (tx) => codeComplaint(tx, coding)).catch((error) => {
        throw codedMeanwhile(error)
      })
      return codingsOf(db, id, body.pass === 2 ? coderId : null)
    },
    readCodings: async ({ params, query }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      return codingsOf(db, id, query.blind === 'true' ? caller.id : null)
    },
    nextToCode: async ({ query }, { caller }) => {
      const after = query.after ? await complaintId(db, query.after, caller) : null
      return nextToCode(db, { pass: query.pass, coderId: coderOf(caller), after })
    },
    readAgreement: () => readAgreement(db),
    reportCauses: ({ query }) => reportCauses(db, query),
    exportCauses: async ({ query: { format, ...query } }, { caller, reply }) => {
      const table = tableOf(await reportCauses(db, query), caller.language)
      reply.header('content-disposition', `attachment; filename="causes-${query.from}-${query.to}.${format}"`)
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(asCsv(table))
      return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(await asXlsx(table))
    },
    listTopics: async () => {
      const [products, issues, steps] = await Promise.all([
        listBranches(db, 'products'),
        listBranches(db, 'issues'),
        listSteps(db),
      ])
      return { products, issues, steps }
    },
    readExposures: () => listExposures(db),
    storeExposures: async ({ body }) => {
      await inTransaction(db, (tx) => storeExposures(tx, body))
      return undefined
    },
  })
}
