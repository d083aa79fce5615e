import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { customerOfNewsLink, stopNews } from '../complaints/letters/news.ts'
import { listedOfStopLink, stopTold } from '../known-issues/told/links.ts'
import { findOrganization } from '../people/organization.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { text } from '../platform/texts/index.ts'
import { languageOf } from './form.ts'
import { type Frame, Page, PlainPage, sendPage } from './page.tsx'

type Services = { db: Database; clock: Clock }
/** Whose letter it was: a customer’s, or that of somebody on a list of those who were hit and did not complain. */
type Reader = { kind: 'customer' | 'listed'; id: string }
type Asked = FastifyRequest<{ Params: { token: string } }>

/**
 * Adds the page that ends news of repairs, where a letter of that sort leads. Opening it stops nothing, because programs open links
 * before people do; its button does, and so does the click in a mail program (RFC 8058).
 */
export function stopNewsRoutes(pages: FastifyInstance, { db, clock }: Services): void {
  pages.get('/stop-news/:token', (request: Asked, reply) => show(request, reply, async () => false))
  pages.post('/stop-news/:token', (request: Asked, reply) =>
    show(request, reply, async (reader) => {
      if (reader.kind === 'customer') await stopNews(db, reader.id, clock.now())
      else await stopTold(db, reader.id, clock.now())
      return true
    }),
  )

  async function readerOf(token: string): Promise<Reader | null> {
    const customerId = await customerOfNewsLink(db, token)
    if (customerId) return { kind: 'customer', id: customerId }
    const listedId = await listedOfStopLink(db, token)
    return listedId ? { kind: 'listed', id: listedId } : null
  }

  async function show(request: Asked, reply: FastifyReply, act: (reader: Reader) => Promise<boolean>) {
    const language = languageOf(request)
    const organization = (await findOrganization(db))?.name ?? ''
    const frame = { language, organization, path: `/stop-news/${request.params.token}` }
    const reader = await readerOf(request.params.token)
    if (!reader) return sendPage(reply, <PlainPage {...frame} about="unknown_link" />, 404)
    return sendPage(reply, <StopNewsPage {...frame} isStopped={await act(reader)} />)
  }
}

function StopNewsPage({ isStopped, ...frame }: Frame & { isStopped: boolean }) {
  const { language, path } = frame
  const title = isStopped ? 'portal.stop_news.stopped' : 'portal.stop_news.title'
  return (
    <Page {...frame} title={title}>
      <h1>{text(language, title)}</h1>
      <p>{text(language, isStopped ? 'portal.stop_news.what_stays' : 'portal.stop_news.what')}</p>
      {!isStopped && (
        <form method="post" action={`${path}?language=${language}`}>
          <button type="submit">{text(language, 'portal.stop_news.stop')}</button>
        </form>
      )}
    </Page>
  )
}
