import type { PublicIssue } from '../../known-issues/issues/contract.ts'
import { issuePath } from '../../known-issues/issues/published.ts'
import { text } from '../../platform/texts/index.ts'
import { type Frame, Page } from '../page.tsx'

/** A repair as customers read it; `proof` is what the verdict says, in a sentence. */
export type Repaired = { issue: PublicIssue; proof: string }

/** What customers told us, what was changed for it, and how we know that it worked. */
export function RepairedPage({ repaired, ...frame }: Frame & { repaired: Repaired[] }) {
  const { language } = frame
  return (
    <Page {...frame} title="portal.repaired.title">
      <h1>{text(language, 'portal.repaired.title')}</h1>
      <p>{text(language, repaired.length > 0 ? 'portal.repaired.intro' : 'portal.repaired.none')}</p>
      {repaired.map(({ issue, proof }) => (
        <article key={issue.slug} aria-labelledby={issue.slug}>
          <h2 id={issue.slug} lang={issue.language}>
            <a href={`${issuePath(issue.slug)}?language=${language}`}>{issue.title}</a>
          </h2>
          <p>
            <strong>{text(language, 'portal.repaired.said')}</strong>
          </p>
          <p lang={issue.language} className="plain">
            {issue.fails}
          </p>
          {issue.repair && (
            <>
              <p>
                <strong>{text(language, 'portal.repaired.changed')}</strong>
              </p>
              <p lang={issue.language} className="plain">
                {issue.repair}
              </p>
            </>
          )}
          <p>
            <strong>{text(language, 'portal.repaired.proof')}</strong>
          </p>
          <p>{proof}</p>
        </article>
      ))}
      <ul className="ways">
        <li>
          <a className="first" href={`/tell-us?language=${language}`}>
            {text(language, 'portal.tell_us.title')}
          </a>
        </li>
        <li>
          <a href={`/known-issues?language=${language}`}>{text(language, 'portal.known.title')}</a>
        </li>
      </ul>
    </Page>
  )
}
