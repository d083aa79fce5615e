import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToStaticMarkup } from 'react-dom/server'
import { z } from 'zod'
import { createComplaint } from '../complaints/create.ts'
import type { RoutingDesk } from '../complaints/routing/desk.ts'
import { listBranches } from '../journeys/store.ts'
import { findOrganization } from '../people/organization.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { languageFrom } from '../platform/texts/index.ts'
import { ReceivedPage, TellUsPage } from './tell-us.tsx'

const Form = z.object({
  text: z.string().trim().min(1).max(50_000),
  name: z.string().trim().max(200).optional(),
  email: z.union([z.literal(''), z.email()]).optional(),
  product: z.union([z.literal(''), z.uuid()]).optional(),
  language: z.enum(['en', 'ru']),
  // Sent with the page: the same form sent twice is one complaint.
  once: z.uuid(),
})

const languageOf = (request: FastifyRequest): 'en' | 'ru' => {
  const asked = (request.query as { language?: string }).language
  return asked === 'ru' || asked === 'en' ? asked : languageFrom(request.headers['accept-language'])
}

const html = (reply: FastifyReply, page: React.ReactElement, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(`<!doctype html>${renderToStaticMarkup(page)}`)

/** Adds the customer's pages, made on the server and whole without JavaScript. */
export function portalRoutes(http: FastifyInstance, { db, clock, desk }: { db: Database; clock: Clock; desk: RoutingDesk }): void {
  const show = async (language: 'en' | 'ru') => {
    const products = (await listBranches(db, 'products')).filter((each) => each.parentId === null)
    return { language, products, organization: (await findOrganization(db))?.name ?? '' }
  }
  http.get('/tell-us', async (request, reply) => html(reply, TellUsPage({ ...(await show(languageOf(request))), once: crypto.randomUUID(), given: {}, wrong: [] })))

  http.post('/tell-us', { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }, async (request, reply) => {
    const given = request.body as Record<string, string>
    const parsed = Form.safeParse(given)
    if (!parsed.success) {
      const language = given?.language === 'ru' ? 'ru' : 'en'
      const wrong = parsed.error.issues.map((issue) => String(issue.path[0]))
      const once = z.uuid().safeParse(given?.once).data ?? crypto.randomUUID()
      return html(reply, TellUsPage({ ...(await show(language)), once, given: given ?? {}, wrong }), 422)
    }
    const { text, name, email, product, language, once } = parsed.data
    const customer = name || email ? { name: name || null, email: email || null } : null
    const complaint = { text, customer, productId: product || null, channel: 'web_form' as const, source: 'web form' }
    const actor = { kind: 'customer', id: null } as const
    const created = await createComplaint(db, desk, { complaint, actor, once: { actor: 'web form', key: once }, now: clock.now() })
    const { organization } = await show(language)
    return html(reply, ReceivedPage({ language, organization, reference: created.reference, due: created.nextUpdateDue, email: email || null }), 201)
  })
}
