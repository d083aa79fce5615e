import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  issuePath,
  listPublished,
  publishedAt,
  readPublished,
  type Telling,
  toPublic,
} from '../../known-issues/issues/published.ts'
import { findOrganization } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { names, readTags, versionOfContent } from '../../platform/http/etag.ts'
import { problemOf } from '../../platform/http/problem-details.ts'
import { Problem } from '../../platform/problem.ts'
import { givenIn, languageOf } from '../form.ts'
import { type Frame, PlainPage, sendPage } from '../page.tsx'
import { type Asking, KnownIssuePage } from './issue-page.tsx'
import { KnownIssuesPage } from './list-page.tsx'
import { KnownIssueSaidPage } from './said-page.tsx'
import { whileTypingScript } from './while-typing.ts'
import { asAtom, asJsonFeed, asMarkdown, asMarkdownList, type Written } from './written.ts'

export type KnownIssuePages = { db: Database; clock: Clock; publicUrl: () => string }

const path = '/known-issues'
// Read by programs of other sites, which is their purpose.
const elsewhere = { helmet: { crossOriginResourcePolicy: { policy: 'cross-origin' } } } as const

/** Adds the pages on which anyone reads what is known not to work, and the same for programs. */
export function knownIssuePages(pages: FastifyInstance, services: KnownIssuePages): void {
  pages.setErrorHandler<Error>((error, request, reply) => answerFailure(services, error, request, reply))
  pages.get(path, async (request, reply) => {
    const { frame, telling } = await visitOf(services, request)
    const issues = (await listPublished(services.db)).map((row) => toPublic(row, telling))
    return sendPage(reply, KnownIssuesPage({ ...frame, issues }))
  })
  pages.get(`${path}/:slug`, async (request, reply) => {
    const { slug } = request.params as { slug: string }
    return slug.endsWith('.md')
      ? sendMarkdown(services, slug.slice(0, -3), request, reply)
      : show(services, request, reply)
  })
  for (const [ending, type, write] of files)
    pages.get(`${path}.${ending}`, elsewhere, async (request, reply) => {
      const { written, telling } = await visitOf(services, request)
      const issues = (await listPublished(services.db)).map((row) => toPublic(row, telling))
      return sendFile(request, reply, { type, content: write(issues, written) })
    })
  pages.get('/known-while-typing.js', (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(whileTypingScript()),
  )
}

const files = [
  ['atom', 'application/atom+xml; charset=utf-8', asAtom],
  ['json', 'application/feed+json; charset=utf-8', asJsonFeed],
  ['md', 'text/markdown; charset=utf-8', asMarkdownList],
] as const

type Visit = { frame: Frame; telling: Telling; written: Written }

/** What every page and file begins with. @throws Problem not_set_up before there is a company */
async function visitOf({ db, clock, publicUrl }: KnownIssuePages, request: FastifyRequest, at = path): Promise<Visit> {
  const organization = await findOrganization(db)
  if (!organization) throw new Problem('unavailable', 'not_set_up')
  const telling = { language: languageOf(request), now: clock.now(), publicUrl: publicUrl() }
  const named = { language: telling.language, organization: organization.name }
  return { frame: { ...named, path: at }, telling, written: { ...telling, ...named } }
}

/** Shows one known issue, or says why there is none to see. Where its pothole was merged, the page of the other is gone to. */
async function show(services: KnownIssuePages, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { slug } = request.params as { slug: string }
  const found = await publishedAt(services.db, slug)
  if (found && found !== 'withdrawn' && found.slug !== slug)
    return reply.redirect(`${issuePath(found.slug)}?language=${languageOf(request)}`, 302)
  return sendPage(reply, await issuePage(services, slug, request, { given: {}, wrong: {} }))
}

/** The page of a known issue with the form for news as it was filled in. @throws Problem known_issue_unknown, known_issue_withdrawn */
export async function issuePage(
  services: KnownIssuePages,
  slug: string,
  request: FastifyRequest,
  asking: Asking,
): Promise<React.ReactElement> {
  const { frame, telling } = await visitOf(services, request, issuePath(slug))
  return KnownIssuePage({ ...frame, issue: await readPublished(services.db, slug, telling), asking })
}

async function sendMarkdown(
  services: KnownIssuePages,
  slug: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { telling } = await visitOf(services, request)
  const content = `${asMarkdown(await readPublished(services.db, slug, telling), telling.language)}\n`
  return sendFile(request, reply, { type: 'text/markdown; charset=utf-8', content })
}

/** Answers with a file that programs ask for again and again: those who have it already are told so. */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, content }: { type: string; content: string },
): FastifyReply {
  const version = versionOfContent(content)
  reply
    .header('etag', `"${version}"`)
    .header('cache-control', 'public, max-age=300')
    .header('vary', 'accept-language')
    .header('access-control-allow-origin', '*')
  if (names(readTags('if-none-match', request.headers['if-none-match']), version)) return reply.code(304).send()
  return reply.type(type).send(content)
}

/** What went wrong, as a page too. */
export async function answerFailure(
  services: KnownIssuePages,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = languageOf(request)
  const { status, key } = problemOf(error, request, language)
  const organization = (await findOrganization(services.db).catch(() => null))?.name ?? ''
  const frame = { language, organization, path }
  if (key === 'known_issue_withdrawn') return sendPage(reply, KnownIssueSaidPage({ ...frame, about: 'withdrawn' }), 410)
  if (key === 'known_issue_unknown') return sendPage(reply, KnownIssueSaidPage({ ...frame, about: 'unknown' }), 404)
  const { slug } = (request.params ?? {}) as { slug?: string }
  if (status === 429 && slug) {
    const asking: Asking = { given: givenIn(request), wrong: {}, notice: 'portal.known.too_many' }
    const page = await issuePage(services, slug, request, asking).catch(() => null)
    if (page) return sendPage(reply, page, status)
  }
  return sendPage(reply, PlainPage({ ...frame, about: key === 'not_set_up' ? 'not_ready' : 'failed' }), status)
}
