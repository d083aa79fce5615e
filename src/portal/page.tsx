import type { FastifyReply } from 'fastify'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Language, type TextKey, text } from '../platform/texts/index.ts'
import { style } from './style.ts'

/** What every page has around what it says. */
export type Frame = {
  language: Language
  /** The company's name; empty before it is set up. */
  organization: string
  /** Where this page is, without a language: the other language is found there too. */
  path: string
  /** Stands inside somebody else's page, which has a head and a foot of its own. */
  isFramed?: boolean
  /** Light whatever the reader's device prefers, as most pages are that frame it. */
  isLight?: boolean
}
type PageProps = Frame & {
  title: TextKey
  values?: Record<string, string>
  /** Where programs find the same, by its media type. */
  alternates?: readonly { type: string; href: string }[]
  children: React.ReactNode
}

/** A customer's page: whole without JavaScript, with nothing to fetch beside it. */
export function Page({ title, values, alternates = [], children, ...frame }: PageProps) {
  const { language, organization, path, isFramed = false, isLight = false } = frame
  const looks = [isFramed && 'framed', isLight && 'light'].filter(Boolean).join(' ')
  return (
    <html lang={language} className={looks || undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{[text(language, title, values), organization].filter(Boolean).join(' · ')}</title>
        {alternates.map(({ type, href }) => (
          <link key={href} rel="alternate" type={type} href={href} />
        ))}
        <style dangerouslySetInnerHTML={{ __html: style }} />
        {isFramed && <script src="/embedded.js" defer />}
      </head>
      <body>
        {!isFramed && <Head language={language} organization={organization} path={path} />}
        <main>{children}</main>
        {!isFramed && <Foot language={language} />}
      </body>
    </html>
  )
}

function Head({ language, organization, path }: Frame) {
  const other = language === 'en' ? 'ru' : 'en'
  return (
    <header>
      <span>{organization}</span>
      <a href={`${path}?language=${other}`} lang={other}>
        {text(other, 'portal.this_language')}
      </a>
    </header>
  )
}

/** Ways to the other pages, in the language of this one. */
function Foot({ language }: { language: Language }) {
  const ways = [
    ['/tell-us', 'portal.tell_us.title'],
    ['/my-complaint', 'portal.find.title'],
    ['/known-issues', 'portal.known.title'],
    ['/how-we-handle-complaints', 'portal.handling.title'],
  ] as const
  return (
    <footer>
      <nav aria-label={text(language, 'portal.other_pages')}>
        <ul>
          {ways.map(([path, title]) => (
            <li key={path}>
              <a href={`${path}?language=${language}`}>{text(language, title)}</a>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  )
}

/** Answers with a page. It is never kept: it may hold what one customer told us. */
export const sendPage = (reply: FastifyReply, page: React.ReactElement, status = 200): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`)

const whenOptions = { timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' } as const
const whenFormat = {
  en: new Intl.DateTimeFormat('en', { ...whenOptions, dateStyle: 'full' }),
  // Without the day of the week, which would need the right case in the middle of a sentence.
  ru: new Intl.DateTimeFormat('ru', { ...whenOptions, dateStyle: 'long' }),
}

/** A moment as a customer reads it, the zone said: `Thursday, March 5, 2026 at 09:00 UTC`. */
export const whenWords = (language: Language, at: Date): string => `${whenFormat[language].format(at)} UTC`

type PlainProps = Frame & { about: 'not_ready' | 'failed' | 'unknown_link' }

/** Says why there is nothing to see, and what to do. */
export function PlainPage({ about, ...frame }: PlainProps) {
  return (
    <Page {...frame} title={`portal.${about}.title`}>
      <h1>{text(frame.language, `portal.${about}.title`)}</h1>
      <p>{text(frame.language, `portal.${about}.what_now`)}</p>
    </Page>
  )
}
