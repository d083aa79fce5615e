import type { FastifyInstance } from 'fastify'
import { alarmRoutes } from '../potholes/alarms/routes.ts'
import { barrierRoutes } from './barriers/routes.ts'
import { countComplainants } from './surveys/complainants.ts'
import { drawSamples } from '../causes/sampling/draw.ts'
import { exposureImportRoutes } from '../causes/exposure-import/routes.ts'
import { hotSpotRoutes } from '../potholes/hot-spots/routes.ts'
import { insideOutRoutes } from './split/routes.ts'
import { loopRoutes } from './loop/routes.ts'
import { keepBarriers } from './barriers/keep.ts'
import { keepWorkload } from './workload/jobs.ts'
import { modelKeeper } from '../causes/model/jobs.ts'
import { remind } from './surveys/letters.ts'
import { startReports } from './saved-reports/start.ts'
import { returnRoutes } from './returns/routes.ts'
import { samplingRoutes } from '../causes/sampling/routes.ts'
import { scoreRoutes } from './scores/routes.ts'
import { sendSurveyLetters } from './surveys/sending.ts'
import { silentRoutes } from './silent/routes.ts'
import { surveyRoutes } from './surveys/routes.ts'
import { watchInBackground } from '../potholes/alarms/background.ts'
import { workloadRoutes } from './workload/routes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Gate } from '../platform/http/server.ts'
import type { Mailer } from '../platform/mailer.ts'
import { repeatedly } from '../platform/repeatedly.ts'

export type InsightServices = {
  db: Database
  clock: Clock
  mailer: Mailer
  publicUrl: () => string
  /** As of the whole product (src/app.ts): whether this process tells people, sends letters, learns. */
  raisesAlarms: boolean | undefined
  sendsLetters: boolean | undefined
  learnsCauses: boolean | undefined
}
type Job = ReturnType<typeof repeatedly>

/** Adds the routes of everything that is counted and computed, and starts what keeps it counted. */
export function startInsight(
  http: FastifyInstance,
  gate: Gate,
  services: InsightServices,
): { stop: () => Promise<void> } {
  const { db, clock, mailer, publicUrl, sendsLetters } = services
  samplingRoutes(http, gate, { db, clock })
  exposureImportRoutes(http, gate, { db })
  hotSpotRoutes(http, gate, { db })
  alarmRoutes(http, gate, { db, clock })
  insideOutRoutes(http, gate, { db, clock })
  barrierRoutes(http, gate, { db, clock })
  loopRoutes(http, gate, { db, clock })
  returnRoutes(http, gate, { db, clock })
  workloadRoutes(http, gate, { db, clock })
  surveyRoutes(http, gate, { db, clock, publicUrl })
  silentRoutes(http, gate, { db, clock })
  scoreRoutes(http, gate, { db, clock })
  let isStopping = false
  const jobs = [
    ...startReports(http, gate, { db, clock, mailer, publicUrl, sendsLetters }),
    ...jobsOf(services, () => isStopping),
  ]
  return {
    stop: async () => {
      isStopping = true
      for (const job of jobs) await job.stop()
    },
  }
}

function jobsOf(services: InsightServices, isStopping: () => boolean): Job[] {
  const { db, clock, mailer, publicUrl, raisesAlarms, sendsLetters, learnsCauses } = services
  const jobs = [
    repeatedly(1000, () => drawSamples(db, clock.now())),
    repeatedly(3000, () => keepBarriers(db, isStopping)),
    repeatedly(60_000, () => remind(db, clock.now())),
    repeatedly(60_000, () => countComplainants(db, clock.now())),
  ]
  if (raisesAlarms) {
    jobs.push(repeatedly(30_000, () => watchInBackground(db, clock.now(), isStopping)))
    jobs.push(repeatedly(15_000, () => keepWorkload({ db, clock }, isStopping)))
  }
  if (sendsLetters) jobs.push(repeatedly(4000, () => sendSurveyLetters({ db, clock, mailer, publicUrl })))
  if (learnsCauses) {
    const keepModel = modelKeeper(db)
    jobs.push(repeatedly(10_000, () => keepModel(clock.now(), isStopping)))
  }
  return jobs
}
