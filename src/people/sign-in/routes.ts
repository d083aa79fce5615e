import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToStaticMarkup } from 'react-dom/server'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { subjectOf } from '../../platform/http/limits.ts'
import { problemOf } from '../../platform/http/problem-details.ts'
import { Problem } from '../../platform/problem.ts'
import { storable } from '../../platform/storable.ts'
import { isLanguage, type Language, languageFrom, type TextKey, text } from '../../platform/texts/index.ts'
import { isForeign, isLocal, sessionCookie } from '../gate.ts'
import { findOrganization } from '../organization.ts'
import { letIn } from '../session-cookie.ts'
import { checkPassword, findSession } from '../sessions.ts'
import { findPerson, listPeople, updatePerson } from '../store.ts'
import { type Shown, SignInPage } from './page.tsx'

/** `isLoading`: whether the complaints of the demonstration are still on their way. */
type Services = { db: Database; clock: Clock; isLoading: () => Promise<boolean> }
type Given = Record<string, string>

/** In which language somebody was last met in this browser; the staff's app reads and writes it too. */
export const languageCookie = 'amends_language'

/** Adds the page on which the staff signs in, whole without JavaScript, and its form. */
export function signInPages(http: FastifyInstance, services: Services): void {
  http.register(async (pages) => {
    pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    pages.get('/sign-in', (request, reply) => show(services, request, reply))
    pages.post('/sign-in', (request, reply) => receive(http, services, request, reply))
  })
}

/** Only an address of the staff's app: a link from elsewhere must not use signing in to lead to another site. */
export function ownAddress(to: string | undefined): string {
  return to && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(to) && !/^\/(sign-in|api)(\/|\?|$)/.test(to) ? to : '/'
}

/** What came in the address or the form; only texts count. */
const givenIn = (from: unknown): Given =>
  Object.fromEntries(
    Object.entries(from ?? {})
      .filter((field): field is [string, string] => typeof field[1] === 'string')
      .map(([name, value]) => [name, storable(value)]),
  )

function languageOf(request: FastifyRequest, given: Given): { language: Language; isChosen: boolean } {
  if (isLanguage(given.language)) return { language: given.language, isChosen: true }
  const before = request.cookies[languageCookie]
  return { language: isLanguage(before) ? before : languageFrom(request.headers['accept-language']), isChosen: false }
}

async function show(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const given = givenIn(request.query)
  const { db, clock } = services
  const token = request.cookies[sessionCookie]
  if (token && (await findSession(db, token, clock.now()))) return reply.redirect(ownAddress(given.to), 303)
  const shown = await shownTo(services, request, given)
  return shown ? html(reply, shown) : reply.redirect('/start', 303)
}

/** Null before there is a company. */
async function shownTo({ db, isLoading }: Services, request: FastifyRequest, given: Given): Promise<Shown | null> {
  const organization = await findOrganization(db)
  if (!organization) return null
  const isDemonstration = organization.demonstration
  const people = isDemonstration && isLocal(request) ? (await listPeople(db)).filter(({ active }) => active) : []
  return {
    ...languageOf(request, given),
    to: ownAddress(given.to),
    isDemonstration,
    people: people.map(({ id, name, role, team }) => ({ id, name, role, team: team?.name ?? null })),
    isLoading: isDemonstration && (await isLoading()),
    email: given.email ?? '',
    failure: null,
  }
}

async function receive(http: FastifyInstance, services: Services, request: FastifyRequest, reply: FastifyReply) {
  const given = givenIn(request.body)
  const { language, isChosen } = languageOf(request, given)
  try {
    if (isForeign(request)) throw new Problem('forbidden', 'cross_site')
    http.limits.take('sign-in', subjectOf(request), reply)
    const personId = await whoSignsIn(services, request, given)
    http.limits.giveBack('sign-in', subjectOf(request))
    const { db, clock } = services
    const person = await findPerson(db, personId)
    const isKept = isChosen || given.person !== undefined
    if (isKept) await inTransaction(db, (tx) => updatePerson(tx, personId, { language }, clock.now()))
    await letIn(personId, { db, clock, request, reply })
    const met = isKept ? language : person.language
    reply.setCookie(languageCookie, met, { path: '/', sameSite: 'lax', maxAge: 365 * 86_400 })
    return reply.redirect(ownAddress(given.to), 303)
  } catch (error) {
    const { status, key, values } = problemOf(error as Error, request, language)
    const shown = await shownTo(services, request, given)
    const failure = text(language, `problem.${key}` as TextKey, values)
    return shown ? html(reply, { ...shown, failure }, status) : reply.redirect('/start', 303)
  }
}

/** @throws Problem sign_in_failed, too_many_sign_ins, not_a_demonstration */
async function whoSignsIn({ db, clock }: Services, request: FastifyRequest, given: Given): Promise<string> {
  if (given.person === undefined) {
    const [email, password] = [(given.email ?? '').trim(), given.password ?? '']
    if (email === '' || email.length > 320 || password === '' || password.length > 200)
      throw new Problem('unauthenticated', 'sign_in_failed')
    return checkPassword(db, email, password, clock.now())
  }
  const organization = await findOrganization(db)
  const id = z.uuid().safeParse(given.person).data
  const person = organization?.demonstration && isLocal(request) && id ? await findPerson(db, id) : null
  if (!person?.active) throw new Problem('forbidden', 'not_a_demonstration')
  return person.id
}

const html = (reply: FastifyReply, shown: Shown, status = 200): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(`<!doctype html>${renderToStaticMarkup(SignInPage(shown))}`)
