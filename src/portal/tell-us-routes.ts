import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { attachArrived } from '../complaints/attachments/attaching.ts'
import type { FileServices } from '../complaints/attachments/incoming.ts'
import { listFields } from '../complaints/fields/store.ts'
import { keysTo } from '../complaints/links.ts'
import { matchPublished } from '../known-issues/issues/match.ts'
import { isAnyPublished } from '../known-issues/issues/published.ts'
import { createComplaint } from '../complaints/create.ts'
import type { RoutingDesk } from '../complaints/routing/desk.ts'
import { listBranches } from '../journeys/store.ts'
import { findOrganization } from '../people/organization.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { subjectOf } from '../platform/http/limits.ts'
import { problemOf } from '../platform/http/problem-details.ts'
import type { Language } from '../platform/texts/index.ts'
import { askedInPublic, filledIn } from './asked-fields.tsx'
import { flawsOf, type Given, givenIn, languageOf, mostFiles, onceOf, readFields, readForm } from './form.ts'
import { PlainPage, sendPage } from './page.tsx'
import { ReceivedPage, TellUsPage } from './tell-us.tsx'

export type TellUsServices = { db: Database; clock: Clock; desk: RoutingDesk; filing: FileServices }

/** Where the form is: on its own, or framed in somebody else's page. */
type Place = { path: string; isFramed: boolean }

/** The frame of a page there; a framed one follows the reader's light or dark only where the page around it does. */
const frameOf = (place: Place, request: FastifyRequest) => ({
  ...place,
  isLight: place.isFramed && !followsDevice(request),
})
const followsDevice = (request: FastifyRequest): boolean =>
  [givenIn(request).theme, givenIn(request, request.query).theme].includes('auto')

// Any website may show the form: nobody is signed in there, so a page around it has nothing to steal or to trick out of anyone.
const framable = {
  helmet: {
    frameguard: false,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        frameAncestors: ['*'],
        upgradeInsecureRequests: null,
      },
    },
  },
} as const

/** Adds the form in which customers tell us what went wrong. What goes wrong with it is a page too. */
export function tellUsRoutes(pages: FastifyInstance, services: TellUsServices, place: Place): void {
  pages.setErrorHandler<Error>((error, request, reply) => answerFailure(services, place, error, request, reply))
  const options = place.isFramed ? framable : {}
  pages.get(place.path, options, async (request, reply) => {
    const language = languageOf(request)
    const shown = await whatIsShown(services, language)
    if (!shown)
      return sendPage(
        reply,
        PlainPage({ ...frameOf(place, request), language, organization: '', about: 'not_ready' }),
        503,
      )
    return sendPage(
      reply,
      TellUsPage({ ...frameOf(place, request), ...shown, once: crypto.randomUUID(), given: {}, wrong: {} }),
    )
  })
  // Counted after the form was read, so that whoever must wait gets it back as they filled it in.
  const preHandler = async (request: FastifyRequest, reply: FastifyReply) =>
    pages.limits.take('form', subjectOf(request), reply)
  pages.post(place.path, { ...options, preHandler }, (request, reply) => receive(services, place, request, reply))
}

/** What every form shows; null before the company is set up. */
async function whatIsShown({ db, filing }: TellUsServices, language: Language) {
  const [organization, branches, fields, hasKnownIssues] = await Promise.all([
    findOrganization(db),
    listBranches(db, 'products'),
    listFields(db),
    isAnyPublished(db),
  ])
  return (
    organization && {
      language,
      organization: organization.name,
      products: branches.filter((each) => each.parentId === null),
      fields: askedInPublic(fields),
      hasKnownIssues,
      files: { most: mostFiles, megabytes: Math.floor(filing.limits.fileBytes / 1_048_576) },
    }
  )
}

async function receive(
  services: TellUsServices,
  place: Place,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { arrived, wrong } = request.isMultipart()
    ? await readForm(services.filing, request)
    : { arrived: [], wrong: flawsOf(givenIn(request), languageOf(request)) }
  const given = givenIn(request)
  const language = languageOf(request)
  const shown = await whatIsShown(services, language)
  if (!shown)
    return sendPage(
      reply,
      PlainPage({ ...frameOf(place, request), language, organization: '', about: 'not_ready' }),
      503,
    )
  if (Object.keys(wrong).length > 0)
    return sendPage(reply, TellUsPage({ ...frameOf(place, request), ...shown, once: onceOf(given), given, wrong }), 422)
  const [name, email] = [given.name?.trim().slice(0, 200) || null, given.email?.trim() || null]
  const productId = shown.products.find((each) => each.id === given.product)?.id ?? null
  const customer = name || email ? { name, email } : null
  const { values, rest } = filledIn(shown.fields, given, language)
  const complaint = {
    text: [(given.text ?? '').trim(), ...rest].join('\n'),
    ...(Object.keys(values).length > 0 && { fields: values }),
    customer,
    productId,
    channel: 'web_form' as const,
    source: 'web form',
  }
  const { clock, db, desk } = services
  const actor = { kind: 'customer', id: null } as const
  const creation = {
    complaint,
    actor,
    once: { actor: 'web form', key: keyOf(given, complaint) },
  }
  const created = await createComplaint(db, desk, { ...creation, now: clock.now() })
  if (arrived.length > 0)
    await attachArrived(services.filing, { complaintId: created.id, messageId: null, files: arrived, actor })
  const { organization } = shown
  const telling = { language, now: clock.now(), publicUrl: '' }
  return sendPage(
    reply,
    ReceivedPage({
      ...frameOf(place, request),
      language,
      organization,
      email,
      files: arrived.length,
      reference: created.reference,
      due: created.nextUpdateDue,
      keys: await keysTo(db, created.id),
      known: await matchPublished(db, { words: complaint.text, productId }, telling),
    }),
    201,
  )
}

/** The same form sent again is one complaint; whoever goes back and writes something else makes another. */
function keyOf(given: Given, complaint: object): string {
  return `${onceOf(given)} ${createHash('sha256').update(JSON.stringify(complaint)).digest('hex').slice(0, 32)}`
}

async function answerFailure(
  services: TellUsServices,
  place: Place,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const isUnread = request.isMultipart() && request.body === undefined
  if (isUnread) await readFields(request).catch(() => {})
  const language = languageOf(request)
  const { status } = problemOf(error, request, language)
  const given = givenIn(request)
  const shown = given.text
    ? await whatIsShown(services, language).catch(() => ({ language, organization: '', products: [], files: null }))
    : null
  if (!shown)
    return sendPage(
      reply,
      PlainPage({ ...frameOf(place, request), language, organization: '', about: 'failed' }),
      status,
    )
  const notice = status === 429 ? 'portal.tell_us.too_many' : 'portal.tell_us.failed'
  return sendPage(
    reply,
    TellUsPage({ ...frameOf(place, request), ...shown, once: onceOf(given), given, wrong: {}, notice }),
    status,
  )
}
