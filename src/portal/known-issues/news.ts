import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { issuePath, publishedAt, toPublic } from '../../known-issues/issues/published.ts'
import { newsPath, subscriptionOfLink } from '../../known-issues/subscriptions/links.ts'
import {
  askForNews,
  confirmNews,
  endNews,
  findSubscription,
  type Subscription,
} from '../../known-issues/subscriptions/store.ts'
import { findOrganization } from '../../people/organization.ts'
import { subjectOf } from '../../platform/http/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { text } from '../../platform/texts/index.ts'
import { givenIn, languageAsked, languageOf } from '../form.ts'
import { sendPage } from '../page.tsx'
import { answerFailure, issuePage, type KnownIssuePages } from './routes.ts'
import { KnownIssueSaidPage } from './said-page.tsx'

const Email = z.email().max(320)

/**
 * Adds the way to news of a known issue by mail: the form's answer, and the pages that confirm and end it. Opening either changes
 * nothing, because programs open links before people do; its button does, and so does the click in a mail program (RFC 8058).
 */
export function knownIssueNews(pages: FastifyInstance, services: KnownIssuePages): void {
  const { db, clock } = services
  pages.addHook('onRequest', async (_request, reply) => void reply.header('x-robots-tag', 'noindex'))
  pages.setErrorHandler<Error>((error, request, reply) => answerFailure(services, error, request, reply))
  const preHandler = async (request: FastifyRequest, reply: FastifyReply) =>
    pages.limits.take('form', subjectOf(request), reply)

  pages.post(`${issuePath(':slug')}/news`, { preHandler }, (request, reply) => ask(services, request, reply))

  const own = newsPath(':token')
  pages.get(own, (request, reply) =>
    tell(services, request, reply, async ({ isConfirmed }) => {
      return isConfirmed ? 'confirmed' : 'confirm'
    }),
  )
  pages.post(own, { preHandler }, (request, reply) =>
    tell(services, request, reply, async ({ id }) => {
      await confirmNews(db, id, clock.now())
      return 'confirmed'
    }),
  )
  pages.get(`${own}/stop`, (request, reply) => tell(services, request, reply, async () => 'stop'))
  pages.post(`${own}/stop`, { preHandler }, (request, reply) =>
    tell(services, request, reply, async ({ id }) => {
      await endNews(db, id)
      return 'stopped'
    }),
  )
}

/** Takes the form for news. The answer is the same whatever becomes of it: nobody learns whose addresses we know. */
async function ask(services: KnownIssuePages, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = services
  const { slug } = request.params as { slug: string }
  const given = givenIn(request)
  const language = languageOf(request)
  const issue = await publishedAt(db, slug)
  if (!issue) throw new Problem('not_found', 'known_issue_unknown')
  if (issue === 'withdrawn') throw new Problem('not_found', 'known_issue_withdrawn')
  const email = Email.safeParse(given.email?.trim())
  if (!email.success) {
    const wrong = { email: text(language, 'portal.tell_us.email_wrong') }
    return sendPage(reply, await issuePage(services, slug, request, { given, wrong }), 422)
  }
  await askForNews(db, { issueId: issue.id, address: email.data, language, now: clock.now() })
  const organization = (await findOrganization(db))?.name ?? ''
  return sendPage(reply, KnownIssueSaidPage({ language, organization, path: issuePath(slug), about: 'asked' }))
}

type Saying = 'confirm' | 'confirmed' | 'stop' | 'stopped'

/** Answers whoever comes by the link of a letter, in the language they asked in. */
async function tell(
  { db, clock, publicUrl }: KnownIssuePages,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (subscription: Subscription) => Promise<Saying>,
): Promise<FastifyReply> {
  const { token } = request.params as { token: string }
  const id = await subscriptionOfLink(db, token)
  const subscription = id ? await findSubscription(db, id) : null
  const language = languageAsked(request) ?? subscription?.language ?? languageOf(request)
  const organization = (await findOrganization(db))?.name ?? ''
  const frame = { language, organization, path: request.url.split('?', 1)[0] ?? newsPath(token) }
  if (!subscription) return sendPage(reply, KnownIssueSaidPage({ ...frame, about: 'gone' }), 404)
  const issue = await publishedAt(db, subscription.slug)
  const isShown = issue !== null && issue !== 'withdrawn'
  const issueTitle = isShown ? toPublic(issue, { language, now: clock.now(), publicUrl: publicUrl() }).title : null
  return sendPage(reply, KnownIssueSaidPage({ ...frame, about: await act(subscription), issueTitle }))
}
