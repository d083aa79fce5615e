import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { coderOf } from '../coder.ts'
import { measureAgreement } from './agreement.ts'
import { codeUnit, listDifferences, settleUnit } from './answers.ts'
import { samplingContract } from './contract.ts'
import { verifyDraw } from './draw.ts'
import { insertSample, listSamples, planSample, readSample, sampleOf } from './samples.ts'
import { nextUnit, readUnit } from './units.ts'

/** Adds the routes of samples: planning, drawing, coding blind, agreement and settling. */
export function samplingRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, samplingContract, {
    planSample: ({ query }) => planSample(db, query, clock.now()),
    listSamples: () => listSamples(db),
    drawSample: async ({ body }, { caller }) => {
      const createdBy = caller.kind === 'person' ? caller.id : null
      return sampleOf(db, await insertSample(db, { ...body, createdBy, now: clock.now() }))
    },
    readSample: ({ params }, { caller }) => readSample(db, params.id, caller.id),
    verifySample: async ({ params }) => {
      await sampleOf(db, params.id)
      return inTransaction(db, (tx) => verifyDraw(tx, params.id))
    },
    nextSampleUnit: ({ params, query }, { caller }) =>
      nextUnit(db, { sampleId: params.id, coderId: coderOf(caller), after: query.after }),
    readSampleUnit: ({ params: { id, position } }, { caller }) =>
      readUnit(db, { sampleId: id, coderId: coderOf(caller), position }),
    codeSampleUnit: async ({ params: { id, position }, body }, { caller }) => {
      const personId = coderOf(caller)
      await inTransaction(db, (tx) => codeUnit(tx, { sampleId: id, position, personId, given: body, now: clock.now() }))
      return sampleOf(db, id)
    },
    readSampleAgreement: ({ params }) => measureAgreement(db, params.id),
    listSampleDifferences: ({ params, query }) => listDifferences(db, { sampleId: params.id, after: query.after }),
    settleSampleUnit: async ({ params: { id, position }, body }, { caller }) => {
      const personId = coderOf(caller)
      const { reason, ...given } = body
      await inTransaction(db, (tx) =>
        settleUnit(tx, { sampleId: id, position, personId, given, reason, now: clock.now() }),
      )
      return sampleOf(db, id)
    },
  })
}
