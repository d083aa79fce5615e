import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendFile } from '../../complaints/attachments/sending.ts'
import type { FileServices } from '../../complaints/attachments/incoming.ts'
import { findAttachment } from '../../complaints/attachments/store.ts'
import { complaintOfLink, keysTo, linkPath, tokenOfCode } from '../../complaints/links.ts'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import { publishedOfComplaint, toPublic } from '../../known-issues/issues/published.ts'
import { findOrganization } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { disposition } from '../../platform/http/download.ts'
import { subjectOf } from '../../platform/http/limits.ts'
import { problemOf } from '../../platform/http/problem-details.ts'
import { Problem } from '../../platform/problem.ts'
import { isTextKey, type Language, text } from '../../platform/texts/index.ts'
import { type Given, givenIn, languageAsked, languageOf, mostFiles, onceOf, readFields } from '../form.ts'
import { PlainPage, sendPage } from '../page.tsx'
import { act, flawsOfAnswer } from './acting.ts'
import { add, readAddition } from './adding.ts'
import { AnswerPage } from './answer-page.tsx'
import { FindPage } from './find-page.tsx'
import { ownData } from './own-data.ts'
import { type Done, done, MyComplaintPage } from './page.tsx'
import { answers, type CustomersAnswer, readStanding, type Standing, waysOpen } from './standing.ts'
import { listStory } from './story.ts'

export type MyComplaintServices = { db: Database; clock: Clock; desk: RoutingDesk; filing: FileServices }

const findPath = '/my-complaint'

/** What every request to a customer's own pages begins with. */
type Visit = { standing: Standing; token: string; path: string; language: Language; organization: string }

/**
 * Adds the customer's own pages, which whoever has the link may open. Opening any of them changes nothing, because programs that
 * look into letters open links too: what changes something is sent with a button.
 */
export function myComplaintRoutes(pages: FastifyInstance, services: MyComplaintServices): void {
  const { db } = services
  pages.addHook('onRequest', async (_request, reply) => void reply.header('x-robots-tag', 'noindex'))
  pages.setErrorHandler<Error>((error, request, reply) => answerFailure(services, error, request, reply))
  const limited = {
    preHandler: async (request: FastifyRequest, reply: FastifyReply) =>
      pages.limits.take('form', subjectOf(request), reply),
  }

  pages.get(findPath, (request, reply) => showFind(services, request, reply))
  pages.post(findPath, (request, reply) => find(pages, services, request, reply))

  pages.get(`${findPath}/:token`, async (request, reply) => {
    const visit = await visitOf(db, request)
    return sendPage(
      reply,
      await myComplaint(services, visit, { wasDone: doneIn(request), isWhole: isWholeAsked(request) }),
    )
  })
  pages.post(`${findPath}/:token`, limited, async (request, reply) => {
    const { arrived, wrong } = await readAddition(services, request)
    const visit = await visitOf(db, request)
    const given = givenIn(request)
    if (Object.keys(wrong).length > 0) return sendPage(reply, await myComplaint(services, visit, { given, wrong }), 422)
    const reached = await add(services, { standing: visit.standing, given, arrived })
    return goTo(services, reply, visit, { complaintId: reached, what: 'added' })
  })

  for (const answer of answers) {
    pages.get(`${findPath}/:token/${answer}`, async (request, reply) => {
      const visit = await visitOf(db, request)
      if (!waysOpen(visit.standing).includes(answer)) return goTo(services, reply, visit, null)
      return sendPage(reply, answerPage(visit, answer, { given: givenIn(request, request.query) }))
    })
    pages.post(`${findPath}/:token/${answer}`, limited, (request, reply) => answered(services, answer, request, reply))
  }

  pages.get(`${findPath}/:token/data.json`, async (request, reply) => {
    const { standing, language } = await visitOf(db, request)
    reply.header('content-disposition', disposition('attachment', `${standing.reference}.json`))
    return reply
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(await ownData(db, standing, { language, now: services.clock.now() }), null, 2))
  })
  pages.get(`${findPath}/:token/files/:id`, async (request, reply) => {
    const { standing, language } = await visitOf(db, request)
    const { id } = request.params as { id: string }
    const story = await listStory(db, { complaintId: standing.id, language, now: services.clock.now() })
    const isTheirs = story.some(({ files }) => files.some((file) => file.id === id))
    if (!isTheirs) throw new Problem('not_found', 'attachment_not_found')
    const found = await findAttachment(db, standing.id, id)
    return sendFile(services.filing, found, { isShown: false, request, reply })
  })
}

/** Whose page it is. @throws Problem link_unknown when the link is not ours or was renewed since */
async function visitOf(db: Database, request: FastifyRequest): Promise<Visit> {
  const { token } = request.params as { token: string }
  const complaintId = await complaintOfLink(db, token)
  const standing = complaintId ? await readStanding(db, complaintId) : null
  if (!standing) throw new Problem('not_found', 'link_unknown')
  const organization = (await findOrganization(db))?.name ?? ''
  const language = languageAsked(request) ?? standing.language ?? languageOf(request)
  return { standing, token, path: linkPath(token), language, organization }
}

const doneIn = ({ query }: FastifyRequest): Done | null => {
  const said = (query as { done?: unknown }).done
  return done.find((each) => each === said) ?? null
}

const isWholeAsked = ({ query }: FastifyRequest): boolean => (query as { story?: unknown }).story === 'whole'

type Shown = {
  isWhole?: boolean
  given?: Given
  wrong?: Record<string, string>
  notice?: 'portal.my.too_many'
  wasDone?: Done | null
}

async function myComplaint({ db, clock, filing }: MyComplaintServices, visit: Visit, shown: Shown) {
  const { standing, language, path, organization } = visit
  const { given = {}, wrong = {}, notice, wasDone = null, isWhole = false } = shown
  const now = clock.now()
  const telling = { complaintId: standing.id, language, now }
  const [story, keys, issue] = await Promise.all([
    listStory(db, telling),
    keysTo(db, standing.id),
    publishedOfComplaint(db, standing.id),
  ])
  const files = { most: mostFiles, megabytes: Math.floor(filing.limits.fileBytes / 1_048_576) }
  const adding = { files, once: onceOf(given), given, wrong, notice }
  const frame = { language, organization, path }
  const known = issue && toPublic(issue, { language, now, publicUrl: '' })
  return MyComplaintPage({ ...frame, standing, story, isWhole, code: keys.code, done: wasDone, adding, known, now })
}

const answerPage = (
  { standing, language, organization, path }: Visit,
  answer: CustomersAnswer,
  shown: { given: Given; wrong?: Record<string, string>; notice?: string },
) =>
  AnswerPage({
    language,
    organization,
    path: `${path}/${answer}`,
    complaintPath: path,
    reference: standing.reference,
    answer,
    ...shown,
  })

async function answered(
  services: MyComplaintServices,
  answer: CustomersAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, desk, clock } = services
  const visit = await visitOf(db, request)
  const given = givenIn(request)
  const { standing, language } = visit
  // The same button pressed twice has done it already.
  if (!waysOpen(standing).includes(answer))
    return goTo(services, reply, visit, { complaintId: standing.id, what: answer })
  const wrong = flawsOfAnswer(answer, given, language)
  if (Object.keys(wrong).length > 0) return sendPage(reply, answerPage(visit, answer, { given, wrong }), 422)
  try {
    const acting = { answer, complaintId: standing.id, given, now: clock.now() }
    const complaintId = await inTransaction(db, (tx) => act(tx, desk, acting))
    return goTo(services, reply, visit, { complaintId, what: answer })
  } catch (error) {
    const { key, values, status, kind } = problemOf(error as Error, request, language)
    const words = key === 'manager_needed' ? 'portal.answer.nobody' : `problem.${key}`
    if (kind === 'internal' || !isTextKey(language, words)) throw error
    const notice = text(language, words, values)
    return sendPage(reply, answerPage(visit, answer, { given, notice }), status)
  }
}

/** Leads to the page of the complaint, or of the one it goes on in, which says what was done. */
async function goTo(
  { db }: MyComplaintServices,
  reply: FastifyReply,
  { standing, language }: Visit,
  happened: { complaintId: string; what: Done } | null,
): Promise<FastifyReply> {
  const isMerged = standing.closure === 'merged'
  const complaintId = happened && !isMerged ? happened.complaintId : standing.id
  const what = happened && (complaintId === standing.id ? happened.what : 'begun-anew')
  const { token } = await keysTo(db, complaintId)
  const said = new URLSearchParams({ language, ...(what && { done: what }) })
  return reply.redirect(`${linkPath(token)}?${said}`, 303)
}

async function showFind(
  { db }: MyComplaintServices,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { given: Given; notice?: 'portal.find.unknown' | 'portal.find.too_many'; status?: number } = { given: {} },
): Promise<FastifyReply> {
  const organization = (await findOrganization(db))?.name ?? ''
  const frame = { language: languageOf(request), organization, path: findPath }
  return sendPage(reply, FindPage({ ...frame, given: shown.given, notice: shown.notice }), shown.status)
}

/** A number and a code lead to the complaint; whoever guesses is held up as at the sign-in page. */
async function find(
  { limits }: FastifyInstance,
  services: MyComplaintServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const given = givenIn(request)
  limits.take('sign-in', subjectOf(request), reply)
  const token = await tokenOfCode(services.db, { reference: given.reference ?? '', code: given.code ?? '' })
  if (!token) return showFind(services, request, reply, { given, notice: 'portal.find.unknown', status: 422 })
  limits.giveBack('sign-in', subjectOf(request))
  return reply.redirect(`${linkPath(token)}?${new URLSearchParams({ language: languageOf(request) })}`, 303)
}

async function answerFailure(
  services: MyComplaintServices,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (request.isMultipart() && request.body === undefined) await readFields(request).catch(() => {})
  const language = languageOf(request)
  const { status, key } = problemOf(error, request, language)
  if (status === 429 && request.routeOptions.url === findPath)
    return showFind(services, request, reply, { given: givenIn(request), notice: 'portal.find.too_many', status })
  if (status === 429) {
    const visit = await visitOf(services.db, request).catch(() => null)
    const given = givenIn(request)
    if (visit)
      return sendPage(reply, await myComplaint(services, visit, { given, notice: 'portal.my.too_many' }), status)
  }
  const about = key === 'link_unknown' ? 'unknown_link' : 'failed'
  const organization = (await findOrganization(services.db).catch(() => null))?.name ?? ''
  return sendPage(reply, PlainPage({ language, organization, path: findPath, about }), status)
}
