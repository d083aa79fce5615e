import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keysTo } from '../../complaints/links.ts'
import { createComplaint } from '../../complaints/create.ts'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import { findInvited, type Invited, stopSurveys, storeAnswer } from '../../insight/surveys/answering.ts'
import { surveyPath } from '../../insight/surveys/links.ts'
import { findOrganization } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { subjectOf } from '../../platform/http/limits.ts'
import { problemOf } from '../../platform/http/problem-details.ts'
import { Problem } from '../../platform/problem.ts'
import { type Given, givenIn, languageAsked, languageOf } from '../form.ts'
import { type Frame, PlainPage, sendPage } from '../page.tsx'
import { answerIn, flawsOfSurvey } from './answer.ts'
import { StopSurveysPage, SurveyPage, SurveySaidPage } from './page.tsx'

export type SurveyServices = { db: Database; clock: Clock; desk: RoutingDesk }
type Visit = { invited: Invited; frame: Frame }

/**
 * Adds the page on which somebody who was drawn answers, and the one that ends such letters. Opening either changes nothing,
 * because programs that look into letters open links too.
 */
export function surveyPages(pages: FastifyInstance, services: SurveyServices): void {
  const { db, clock } = services
  pages.addHook('onRequest', async (_request, reply) => void reply.header('x-robots-tag', 'noindex'))
  pages.setErrorHandler<Error>((error, request, reply) => answerFailure(services, error, request, reply))
  const preHandler = async (request: FastifyRequest, reply: FastifyReply) =>
    pages.limits.take('form', subjectOf(request), reply)
  const path = surveyPath(':token')

  pages.get(path, async (request, reply) => {
    const { invited, frame } = await visitOf(db, request)
    const over = overFor(invited)
    if (over) return sendPage(reply, SurveySaidPage({ ...frame, about: over }))
    return sendPage(reply, SurveyPage({ ...invited, ...frame, given: {}, wrong: {} }))
  })
  pages.post(path, { preHandler }, (request, reply) => receive(services, request, reply))

  pages.get(`${path}/stop`, async (request, reply) => {
    const { frame } = await visitOf(db, request)
    return sendPage(reply, StopSurveysPage({ ...frame, path: `${frame.path}/stop` }))
  })
  pages.post(`${path}/stop`, { preHandler }, async (request, reply) => {
    const { invited, frame } = await visitOf(db, request)
    await stopSurveys(db, invited.id, clock.now())
    return sendPage(reply, SurveySaidPage({ ...frame, about: 'stopped' }))
  })
}

/** Whose link it is. @throws Problem link_unknown */
async function visitOf(db: Database, request: FastifyRequest): Promise<Visit> {
  const { token } = request.params as { token: string }
  const invited = await findInvited(db, token)
  if (!invited) throw new Problem('not_found', 'link_unknown')
  const language = languageAsked(request) ?? invited.language ?? languageOf(request)
  const organization = (await findOrganization(db))?.name ?? ''
  return { invited, frame: { language, organization, path: surveyPath(token) } }
}

const overFor = ({ isAnswered, isOpen }: Invited) => (isAnswered ? 'answered' : isOpen ? null : 'closed')

async function receive(services: SurveyServices, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = services
  const { invited, frame } = await visitOf(db, request)
  const over = overFor(invited)
  if (over) return sendPage(reply, SurveySaidPage({ ...frame, about: over }), 409)
  const given = givenIn(request)
  const wrong = flawsOfSurvey(given, frame.language)
  if (Object.keys(wrong).length > 0) return sendPage(reply, SurveyPage({ ...invited, ...frame, given, wrong }), 422)
  // Before the answer, so that no words are lost between the two; sent twice it is one complaint.
  const complaint = given.answer === 'yes' ? await complain(services, invited, given) : null
  const answer = answerIn(given, invited)
  const isStored = await storeAnswer(db, invited.id, {
    answer,
    complaint: complaint?.reference ?? null,
    now: clock.now(),
  })
  if (!isStored && !complaint) return sendPage(reply, SurveySaidPage({ ...frame, about: 'answered' }), 409)
  return sendPage(reply, SurveySaidPage({ ...frame, about: 'thanks', complaint }), 201)
}

async function complain({ db, desk, clock }: SurveyServices, { id, email }: Invited, given: Given) {
  const complaint = {
    text: (given.text ?? '').trim(),
    customer: { email: given.email?.trim() || email },
    channel: 'web_form' as const,
    source: 'survey',
  }
  const created = await createComplaint(db, desk, {
    complaint: { ...complaint, customer: complaint.customer.email ? complaint.customer : null },
    actor: { kind: 'customer', id: null },
    once: { actor: 'survey', key: id },
    now: clock.now(),
  })
  return { reference: created.reference, token: (await keysTo(db, created.id)).token }
}

async function answerFailure(
  { db }: SurveyServices,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = languageOf(request)
  const { status } = problemOf(error, request, language)
  const plain = { language, organization: '', path: surveyPath((request.params as { token?: string }).token ?? '') }
  if (status === 404) return sendPage(reply, PlainPage({ ...plain, about: 'unknown_link' }), 404)
  const visit = request.method === 'POST' ? await visitOf(db, request).catch(() => null) : null
  // What was filled in is given back, whatever went wrong.
  if (!visit || !givenIn(request).problem) return sendPage(reply, PlainPage({ ...plain, about: 'failed' }), status)
  const notice = status === 429 ? 'portal.my.too_many' : 'portal.tell_us.failed'
  return sendPage(
    reply,
    SurveyPage({ ...visit.invited, ...visit.frame, given: givenIn(request), wrong: {}, notice }),
    status,
  )
}
