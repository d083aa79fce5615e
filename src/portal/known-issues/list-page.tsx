import type { PublicIssue } from '../../known-issues/issues/contract.ts'
import { issuePath } from '../../known-issues/issues/published.ts'
import { formatDate, type Language, text } from '../../platform/texts/index.ts'
import { type Frame, Page } from '../page.tsx'

/** Where the list is to be had for programs: its type, and the end of its address. */
export const feeds = [
  { type: 'application/atom+xml', path: '/known-issues.atom', name: 'Atom' },
  { type: 'application/feed+json', path: '/known-issues.json', name: 'JSON Feed' },
  { type: 'text/markdown', path: '/known-issues.md', name: 'Markdown' },
] as const

type ListProps = Frame & { issues: PublicIssue[] }

/** Everything that is known not to work, what is not repaired first. */
export function KnownIssuesPage({ issues, ...frame }: ListProps) {
  const { language } = frame
  const open = issues.filter(({ state }) => state !== 'proven')
  const done = issues.filter(({ state }) => state === 'proven')
  return (
    <Page {...frame} title="portal.known.title" alternates={alternatesIn(language)}>
      <h1>{text(language, 'portal.known.title')}</h1>
      <p>{text(language, issues.length > 0 ? 'portal.known.intro' : 'portal.known.none')}</p>
      {open.length > 0 && done.length > 0 && <h2>{text(language, 'portal.known.open')}</h2>}
      <Entries issues={open} language={language} isUnder={done.length > 0} />
      {done.length > 0 && <h2>{text(language, 'portal.known.done')}</h2>}
      <Entries issues={done} language={language} isUnder />
      <ul className="ways">
        <li>
          <a className="first" href={`/tell-us?language=${language}`}>
            {text(language, 'portal.tell_us.title')}
          </a>
        </li>
      </ul>
      {issues.length > 0 && <Feeds language={language} />}
    </Page>
  )
}

/** Where programs find the same list, for the head of a page. */
export const alternatesIn = (language: Language) =>
  feeds.map(({ type, path }) => ({ type, href: `${path}?language=${language}` }))

type EntriesProps = { issues: PublicIssue[]; language: Language; isUnder: boolean }

function Entries({ issues, language, isUnder }: EntriesProps) {
  const Heading = isUnder ? 'h3' : 'h2'
  return issues.map((issue) => (
    <article key={issue.slug} aria-labelledby={issue.slug}>
      <Heading id={issue.slug} lang={issue.language}>
        <a href={`${issuePath(issue.slug)}?language=${language}`}>{issue.title}</a>
      </Heading>
      <div className={`standing ${toneOf(issue)}`.trim()}>
        <p>
          <strong>{issue.stateWords}</strong>
        </p>
        {issue.isLate && <p>{text(language, 'portal.known.late')}</p>}
        {issue.workaround && issue.state !== 'proven' && (
          <p lang={issue.language} className="plain">
            {issue.workaround}
          </p>
        )}
        <p className="soft">{checkedWords(issue, language)}</p>
      </div>
    </article>
  ))
}

/** Late, repaired, or neither. */
export const toneOf = ({ state, isLate }: Pick<PublicIssue, 'state' | 'isLate'>): string =>
  isLate ? 'late' : state === 'proven' ? 'good' : ''

/** When somebody last looked whether it is still so. */
export const checkedWords = ({ checkedAt }: Pick<PublicIssue, 'checkedAt'>, language: Language): string =>
  text(language, 'portal.known.checked', { day: formatDate(language, checkedAt, 'UTC') })

function Feeds({ language }: { language: Language }) {
  return (
    <p className="soft">
      {text(language, 'portal.known.feeds')}:{' '}
      {feeds.map(({ path, name }, place) => (
        <span key={path}>
          {place > 0 && ' · '}
          <a href={`${path}?language=${language}`}>{name}</a>
        </span>
      ))}
    </p>
  )
}
