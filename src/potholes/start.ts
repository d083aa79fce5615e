import type { FastifyInstance } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Gate } from '../platform/http/server.ts'
import { repeatedly } from '../platform/repeatedly.ts'
import { countNewRules } from './counting/count.ts'
import { potholeRoutes } from './record/routes.ts'
import { whyRoutes } from './whys/routes.ts'

type Services = { db: Database; clock: Clock; publicUrl: () => string }

/** Adds the routes of potholes and what belongs to them, and starts what keeps them counted. */
export function startPotholes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Services,
): { stop: () => Promise<void> } {
  potholeRoutes(http, gate, { db, clock })
  whyRoutes(http, gate, { db, clock })
  const jobs = [repeatedly(2000, () => countNewRules(db, clock.now()))]
  return {
    stop: async () => {
      for (const job of jobs) await job.stop()
    },
  }
}
