import type { FastifyInstance } from 'fastify'
import { isImporting } from '../channels/import/imports.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Gate } from '../platform/http/server.ts'
import { repeatedly } from '../platform/repeatedly.ts'
import { countNewRules } from './counting/count.ts'
import { moveMerged } from './evidence/merge.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { proposeDaily } from './evidence/search.ts'
import { fixRoutes } from './fixes/routes.ts'
import { releaseRoutes } from './fixes/releases/routes.ts'
import { remindOwners } from './record/remind.ts'
import { potholeRoutes } from './record/routes.ts'
import { touchedRoutes } from './touched/routes.ts'
import { judgeFixes } from './verdicts/judge.ts'
import { verdictRoutes } from './verdicts/routes.ts'
import { whyRoutes } from './whys/routes.ts'

type Services = { db: Database; clock: Clock; publicUrl: () => string }

/** Adds the routes of potholes and what belongs to them, and starts what keeps them counted. */
export function startPotholes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, publicUrl }: Services,
): { stop: () => Promise<void> } {
  potholeRoutes(http, gate, { db, clock })
  evidenceRoutes(http, gate, { db, clock })
  touchedRoutes(http, gate, { db, clock })
  fixRoutes(http, gate, { db, clock })
  releaseRoutes(http, gate, { db, clock, publicUrl })
  verdictRoutes(http, gate, { db })
  whyRoutes(http, gate, { db, clock })
  let isStopping = false
  // What is half imported would be judged as what is missing.
  const judge = async () => (await isImporting(db)) || judgeFixes(db, clock.now(), () => isStopping)
  const jobs = [
    repeatedly(2000, () => countNewRules(db, clock.now())),
    repeatedly(5000, () => proposeDaily(db, clock.now())),
    repeatedly(5000, () => moveMerged(db, clock.now())),
    repeatedly(15_000, judge),
    repeatedly(600_000, () => remindOwners(db, clock.now())),
  ]
  return {
    stop: async () => {
      isStopping = true
      for (const job of jobs) await job.stop()
    },
  }
}
