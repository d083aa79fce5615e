import type { PublicIssueWhole } from '../../known-issues/issues/contract.ts'
import { issuePath } from '../../known-issues/issues/published.ts'
import { formatDate, type Language, text, type TextKey } from '../../platform/texts/index.ts'
import { Flaw, marksOf, Notice } from '../flaws.tsx'
import { Prose } from '../handling/prose.tsx'
import { type Frame, Page } from '../page.tsx'
import { alternatesIn, checkedWords, toneOf } from './list-page.tsx'

/** What was typed into the form for news, what is wrong with it, and why it could not be sent. */
export type Asking = { given: { email?: string }; wrong: { email?: string }; notice?: TextKey }

type IssueProps = Frame & { issue: PublicIssueWhole; asking: Asking }

/** One known issue: what fails, for whom, what helps, how far the repair is, and what was said of it before. */
export function KnownIssuePage({ issue, asking, ...frame }: IssueProps) {
  const { language } = frame
  const { title, state, products } = issue
  return (
    <Page {...frame} title="portal.known.page" values={{ title }} alternates={alternatesIn(language)}>
      <h1 lang={issue.language}>{title}</h1>
      <Standing issue={issue} language={language} />
      {issue.language !== language && <p className="soft">{text(language, 'portal.known.other_language')}</p>}
      <div lang={issue.language}>
        <Prose words={issue.fails} />
      </div>
      <Part heading="portal.known.hits" issue={issue} words={issue.hits} language={language} />
      {products.length > 0 && (
        <p className="soft">
          {text(language, 'portal.known.products')}: {products.join(', ')}
        </p>
      )}
      {state !== 'proven' && (
        <Part heading="portal.known.helps" issue={issue} words={issue.workaround} language={language} />
      )}
      <Part
        heading={state === 'not_planned' ? 'portal.known.why_not' : 'portal.known.repair'}
        issue={issue}
        words={issue.repair}
        language={language}
      />
      <Ways language={language} />
      <History history={issue.history} language={language} />
      {state !== 'proven' && <AskForNews slug={issue.slug} language={language} asking={asking} />}
    </Page>
  )
}

function Standing({ issue, language }: { issue: PublicIssueWhole; language: Language }) {
  return (
    <section className={`standing ${toneOf(issue)}`.trim()} aria-label={text(language, 'portal.known.repair')}>
      <p>
        <strong>{issue.stateWords}</strong>
      </p>
      {issue.isLate && <p>{text(language, 'portal.known.late')}</p>}
      <p className="soft">
        {checkedWords(issue, language)} ·{' '}
        {text(language, 'portal.known.changed', { day: formatDate(language, issue.changedAt, 'UTC') })}
      </p>
    </section>
  )
}

type PartProps = { heading: TextKey; issue: PublicIssueWhole; words: string; language: Language }

function Part({ heading, issue, words, language }: PartProps) {
  if (!words) return null
  return (
    <>
      <h2>{text(language, heading)}</h2>
      <div lang={issue.language}>
        <Prose words={words} />
      </div>
    </>
  )
}

function Ways({ language }: { language: Language }) {
  return (
    <ul className="ways">
      <li>
        <a className="first" href={`/tell-us?language=${language}`}>
          {text(language, 'portal.known.tell_us')}
        </a>
      </li>
      <li>
        <a href={`/known-issues?language=${language}`}>{text(language, 'portal.known.all')}</a>
      </li>
    </ul>
  )
}

function History({ history, language }: { history: PublicIssueWhole['history']; language: Language }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">{text(language, 'portal.known.history')}</h2>
      <ol className="story" reversed>
        {history.map(({ at, words }) => (
          <li key={at}>
            <time dateTime={at}>{formatDate(language, at, 'UTC')}</time>
            <p>{words}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

type AskProps = { slug: string; language: Language; asking: Asking }

function AskForNews({ slug, language, asking: { given, wrong, notice } }: AskProps) {
  const flaws = wrong.email ? { email: wrong.email } : ({} as Record<string, string>)
  return (
    <section aria-labelledby="news">
      <h2 id="news">{text(language, 'portal.known.subscribe.title')}</h2>
      <p>{text(language, 'portal.known.subscribe.what')}</p>
      <Notice language={language} notice={notice} />
      <form method="post" action={`${issuePath(slug)}/news`}>
        <input type="hidden" name="language" value={language} />
        <label htmlFor="email">{text(language, 'portal.known.subscribe.email')}</label>
        <Flaw field="email" wrong={flaws} />
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={320}
          defaultValue={given.email ?? ''}
          {...marksOf('email', flaws)}
        />
        <button type="submit">{text(language, 'portal.known.subscribe.send')}</button>
      </form>
    </section>
  )
}
