import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { access } from './access.ts'
import { causeRoutes } from './causes/routes.ts'
import { constraintRoutes } from './causes/constraints/routes.ts'
import type { SmtpInSettings } from './channels/email/forwarding/smtp.ts'
import type { CameBackElsewhere } from './channels/email/intake/handle.ts'
import { startEmail } from './channels/email/start.ts'
import { importRoutes } from './channels/import/routes.ts'
import { sweepFiles } from './complaints/attachments/jobs.ts'
import { endSnoozes } from './complaints/care/jobs.ts'
import { watchCommitments } from './complaints/commitments/jobs.ts'
import { careRoutes } from './complaints/care/routes.ts'
import { savedReplyRoutes } from './complaints/saved-replies/routes.ts'
import { commitmentRoutes } from './complaints/commitments/routes.ts'
import { replyRoutes } from './complaints/replies/routes.ts'
import { replyAdviceRoutes } from './complaints/reply-advice/routes.ts'
import { drainEnded } from './complaints/time-to-solution/kept.ts'
import { timeToSolutionRoutes } from './complaints/time-to-solution/routes.ts'
import { attachmentRoutes } from './complaints/attachments/routes.ts'
import { drainCounts } from './complaints/counts.ts'
import { complaintRoutes } from './complaints/routes.ts'
import { escalationRoutes } from './complaints/escalation/routes.ts'
import { watchManagers } from './complaints/escalation/speaking-clock.ts'
import { askAgain } from './complaints/solution/asking-again.ts'
import { solutionRoutes } from './complaints/solution/routes.ts'
import { raiseAlarms } from './complaints/clocks/alarms.ts'
import { nameShipped } from './complaints/clocks/naming.ts'
import { clockRoutes } from './complaints/clocks/routes.ts'
import { walkClocks } from './complaints/clocks/walk.ts'
import { liveRoutes } from './complaints/live/routes.ts'
import { developmentMailer } from './complaints/letters/development-mailbox.ts'
import { letterRoutes } from './complaints/letters/routes.ts'
import { sendLetters } from './complaints/letters/sending.ts'
import { duplicateRoutes } from './complaints/duplicates/routes.ts'
import { adoptFields } from './complaints/fields/adopting.ts'
import { fieldRoutes } from './complaints/fields/routes.ts'
import { tagRoutes } from './complaints/tags/routes.ts'
import { bulkRoutes } from './complaints/bulk/routes.ts'
import { viewRoutes } from './complaints/views/routes.ts'
import { RoutingDesk } from './complaints/routing/desk.ts'
import { customerRoutes } from './complaints/customer-routes.ts'
import { searchRoutes } from './complaints/search/routes.ts'
import { contracts } from './contracts.ts'
import { findDemonstration } from './demonstration/prepare.ts'
import { demonstrationRoutes } from './demonstration/routes.ts'
import { documentRoutes } from './document/routes.ts'
import { createGate } from './people/gate.ts'
import { peopleRoutes } from './people/routes.ts'
import { noticeRoutes } from './people/notices/routes.ts'
import { forgetNotices } from './people/notices/store.ts'
import { signInPages } from './people/sign-in/routes.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database/index.ts'
import { type FileStore, openDiskStore } from './platform/files/index.ts'
import { type FileLimits, usualLimits } from './platform/files/settings.ts'
import { listensAt, methodsOf } from './platform/http/addresses.ts'
import type { Allowances } from './platform/http/limits.ts'
import type { TrustProxy } from './platform/http/proxy.ts'
import { createHttp } from './platform/http/server.ts'
import { Hub, hubFor } from './platform/live/index.ts'
import { Problem } from './platform/problem.ts'
import type { DkimKey } from './platform/dkim.ts'
import { startInsight } from './insight/start.ts'
import { startPotholes } from './potholes/start.ts'
import type { Mailer } from './platform/mailer.ts'
import { repeatedly } from './platform/repeatedly.ts'
import { productFolder } from './platform/root.ts'
import { portalRoutes } from './portal/routes.ts'
import { recordToldBounce } from './known-issues/told/bounce.ts'
import { recordSurveyBounce } from './insight/surveys/bounce.ts'
import { startKnownIssues } from './known-issues/start.ts'
import { promiseRoutes } from './promises/routes.ts'
import { stepProductRoutes } from './journeys/step-products/routes.ts'

export type AppServices = {
  db: Database
  clock: Clock
  dataFolder: string
  /** What hands letters over; without one they are kept in the development mailbox. */
  mailer?: Mailer | null
  /** Who letters are from where no mailer says so. */
  mailFrom?: string
  dkim?: DkimKey | null
  /** Whether letters leave by themselves; not in tests, which look at what waits. */
  sendsLetters?: boolean
  /** Where mail is taken that other servers hand to us; nowhere when not given. */
  smtpIn?: SmtpInSettings | null
  /** Where files are kept; in the data folder when not given. */
  files?: FileStore
  fileLimits?: FileLimits
  trustProxy?: TrustProxy
  allowances?: Allowances
  localToken?: string
  setupCode?: string
  /** Whether people are told of what is due; one process at least must. */
  raisesAlarms?: boolean
  /** Whether a model of the causes is learned and codes complaints; one process at least must. */
  learnsCauses?: boolean
  /** Where customers reach us, without a slash at the end; the address it listens at when not given. */
  publicUrl?: string | null
}
export type App = { http: FastifyInstance; localToken: string; setupCode: string; stop: () => Promise<void> }

/** Puts the product together over a database that has been migrated. Nothing listens yet. */
export async function createApp(services: AppServices): Promise<App> {
  const { db, clock, dataFolder } = services
  const localToken = services.localToken ?? randomBytes(32).toString('base64url')
  const setupCode = services.setupCode ?? randomBytes(9).toString('base64url')
  const { trustProxy, allowances } = services
  const http = await createHttp({ trustProxy, allowances })
  const gate = createGate({ db, clock, access, localToken })
  const desk = new RoutingDesk(db, clock)
  signInPages(http, { db, clock, isLoading: async () => (await findDemonstration(db))?.isRunning ?? false })
  peopleRoutes(http, gate, { db, clock, setupCode, changed: () => desk.refresh(), companyMade: nameShipped })
  noticeRoutes(http, gate, { db, clock })
  clockRoutes(http, gate, { db, clock, desk })
  complaintRoutes(http, gate, { db, clock, desk })
  solutionRoutes(http, gate, { db, clock, desk })
  escalationRoutes(http, gate, { db, clock })
  const publicUrl = () => services.publicUrl ?? listensAt(http)
  const mailer =
    services.mailer ?? developmentMailer({ db, clock, from: services.mailFrom ?? 'Amends <amends@localhost>' })
  letterRoutes(http, gate, { db, clock, desk, mailer, dkim: services.dkim ?? null, publicUrl })
  replyRoutes(http, gate, { db, clock })
  commitmentRoutes(http, gate, { db, clock })
  careRoutes(http, gate, { db, clock })
  savedReplyRoutes(http, gate, { db, clock })
  replyAdviceRoutes(http, gate, { db, clock })
  timeToSolutionRoutes(http, gate, { db, clock })
  const files = services.files ?? (await openDiskStore(join(dataFolder, 'files')))
  const attaching = { db, clock, files, limits: services.fileLimits ?? usualLimits }
  attachmentRoutes(http, gate, attaching)
  const { mailFrom = null, smtpIn = null } = services
  const cameBackElsewhere: CameBackElsewhere = async (letter) =>
    (await recordToldBounce(db, letter)) || recordSurveyBounce(db, letter)
  const email = await startEmail(http, gate, {
    filing: attaching,
    desk,
    dataFolder,
    mailFrom,
    smtpIn,
    cameBackElsewhere,
  })
  bulkRoutes(http, gate, { db, clock })
  viewRoutes(http, gate, { db, clock })
  customerRoutes(http, gate, { db })
  searchRoutes(http, gate, { db, clock })
  const hub = new Hub()
  hubFor(db, hub)
  const live = liveRoutes(http, gate, { db, clock, hub })
  tagRoutes(http, gate, { db, clock })
  fieldRoutes(http, gate, { db, clock, desk })
  duplicateRoutes(http, gate, { db, clock })
  promiseRoutes(http, gate, { db, clock })
  stepProductRoutes(http, gate, { db })
  causeRoutes(http, gate, { db, clock })
  constraintRoutes(http, gate, { db, clock })
  const { raisesAlarms, sendsLetters, learnsCauses } = services
  const potholes = startPotholes(http, gate, { db, clock, publicUrl })
  const knownIssues = startKnownIssues(http, gate, { db, clock, mailer, publicUrl, raisesAlarms, sendsLetters })
  const insight = startInsight(http, gate, { db, clock, mailer, publicUrl, raisesAlarms, sendsLetters, learnsCauses })
  const imports = importRoutes(http, gate, { db, clock, desk, dataFolder })
  demonstrationRoutes(http, gate, { db, clock, desk, dataFolder, setupCode, runner: imports.runner })
  documentRoutes(http, gate, { contracts, access })
  portalRoutes(http, gate, { db, clock, desk, filing: attaching, publicUrl })
  await serveWebApp(http)
  const drain = repeatedly(2000, () => Promise.all([drainCounts(db), drainEnded(db)]))
  let isStopping = false
  const adopt = repeatedly(3000, () =>
    adoptFields(
      db,
      () => clock.now(),
      () => isStopping,
    ),
  )
  const walk = repeatedly(4000, () => walkClocks(db, () => isStopping))
  const alarms = services.raisesAlarms ? repeatedly(20_000, () => raiseAlarms(db, clock.now())) : null
  const sweep = repeatedly(3_600_000, () => sweepFiles(attaching))
  const post = services.sendsLetters
    ? repeatedly(3000, () => sendLetters({ db, clock, mailer, files, publicUrl }))
    : null
  const forget = repeatedly(3_600_000, () => forgetNotices(db, clock.now()))
  const left = repeatedly(5000, live.forgetLeft)
  const warn = repeatedly(20_000, () => watchCommitments(db, clock.now()))
  const wake = repeatedly(20_000, () => endSnoozes(db, clock.now()))
  const asking = repeatedly(30_000, () => askAgain({ db, clock }))
  const speaking = repeatedly(30_000, () => watchManagers({ db, clock }))
  const stop = async () => {
    hub.stop()
    await left.stop()
    await warn.stop()
    await wake.stop()
    await asking.stop()
    await speaking.stop()
    await potholes.stop()
    await knownIssues.stop()
    await insight.stop()
    await imports.stop()
    await email.stop()
    await drain.stop()
    isStopping = true
    await adopt.stop()
    await post?.stop()
    await sweep.stop()
    await forget.stop()
    await walk.stop()
    await alarms?.stop()
    await http.close()
  }
  return { http, localToken, setupCode, stop }
}

/** The staff's app: files that are built once, and its first page for every address that is not the API's. */
async function serveWebApp(http: FastifyInstance): Promise<void> {
  const folder = join(productFolder, 'dist', 'web')
  const isBuilt = existsSync(join(folder, 'index.html'))
  if (isBuilt) {
    await http.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      maxAge: '365d',
      immutable: true,
    })
  }
  const methodsAt = methodsOf(contracts)
  http.setNotFoundHandler((request, reply) => {
    if (!isBuilt || request.method !== 'GET' || request.url.startsWith('/api/')) {
      const methods = methodsAt(request.url.split('?', 1)[0] ?? '')
      if (methods.length === 0) throw new Problem('not_found', 'address_unknown')
      const allowed = methods.join(', ')
      reply.header('allow', allowed)
      throw new Problem('method_unknown', 'method_unknown', { allowed })
    }
    return reply.sendFile('index.html', { maxAge: 0, immutable: false, cacheControl: true })
  })
}
