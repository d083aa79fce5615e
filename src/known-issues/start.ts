import type { FastifyInstance } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Gate } from '../platform/http/server.ts'
import type { Mailer } from '../platform/mailer.ts'
import { repeatedly } from '../platform/repeatedly.ts'
import { knownIssueRoutes } from './issues/routes.ts'
import { watchKnownIssues } from './issues/watch.ts'
import { sendIssueLetters } from './subscriptions/sending.ts'
import { forgetUnconfirmed } from './subscriptions/store.ts'
import { noteTold } from './told/progress.ts'
import { toldRoutes } from './told/routes.ts'
import { sendToldLetters } from './told/sending.ts'
import { tellDue } from './told/telling.ts'

export type KnownIssuesServices = {
  db: Database
  clock: Clock
  mailer: Mailer
  publicUrl: () => string
  /** As of the whole product (src/app.ts): whether this process tells people, and sends letters. */
  raisesAlarms: boolean | undefined
  sendsLetters: boolean | undefined
}

/** Adds the routes of what the public is told of potholes, and starts what keeps it true and tells those who asked for news. */
export function startKnownIssues(
  http: FastifyInstance,
  gate: Gate,
  services: KnownIssuesServices,
): { stop: () => Promise<void> } {
  const { db, clock, mailer, publicUrl, raisesAlarms, sendsLetters } = services
  knownIssueRoutes(http, gate, { db, clock, publicUrl })
  toldRoutes(http, gate, { db, clock, mailer, publicUrl })
  const jobs = [repeatedly(3_600_000, () => forgetUnconfirmed(db, clock.now()))]
  if (raisesAlarms) jobs.push(repeatedly(60_000, () => watchKnownIssues(db, clock.now())))
  if (sendsLetters) {
    jobs.push(repeatedly(4000, () => sendIssueLetters({ db, clock, mailer, publicUrl })))
    jobs.push(repeatedly(2000, () => tellDue({ db, clock, publicUrl })))
    jobs.push(repeatedly(4000, () => sendToldLetters({ db, clock, mailer, publicUrl })))
    jobs.push(repeatedly(20_000, () => noteTold(db, clock.now())))
  }
  return {
    stop: async () => {
      for (const job of jobs) await job.stop()
    },
  }
}
