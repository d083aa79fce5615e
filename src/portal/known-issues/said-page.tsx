import { text, type TextKey } from '../../platform/texts/index.ts'
import { type Frame, Page } from '../page.tsx'

type About = 'asked' | 'confirm' | 'confirmed' | 'stop' | 'stopped' | 'gone' | 'withdrawn' | 'unknown'

/** What is said on each of these pages, and what its button says. */
const wordsOf: Record<About, { title: TextKey; what: TextKey | null; send: TextKey | null }> = {
  asked: { title: 'portal.known.asked.title', what: 'portal.known.asked.what', send: null },
  confirm: {
    title: 'portal.known.confirm.title',
    what: 'portal.known.subscribe.what',
    send: 'portal.known.confirm.send',
  },
  confirmed: { title: 'portal.known.confirmed.title', what: 'portal.known.confirmed.what', send: null },
  stop: { title: 'portal.known.stop.title', what: null, send: 'portal.known.stop.send' },
  stopped: { title: 'portal.known.stopped.title', what: 'portal.known.stopped.what', send: null },
  gone: { title: 'portal.known.gone.title', what: 'portal.known.gone.what', send: null },
  withdrawn: { title: 'portal.known.withdrawn.title', what: 'portal.known.withdrawn.what_now', send: null },
  unknown: { title: 'portal.known.unknown.title', what: 'portal.known.unknown.what_now', send: null },
}

type SaidProps = Frame & {
  about: About
  /** What the known issue is called, where it is about one. */
  issueTitle?: string | null
}

/** Says one thing about news of a known issue, or why there is none to see; asks with a button, because programs open links too. */
export function KnownIssueSaidPage({ about, issueTitle = null, ...frame }: SaidProps) {
  const { language, path } = frame
  const { title, what, send } = wordsOf[about]
  return (
    <Page {...frame} title={title}>
      <h1>{text(language, title)}</h1>
      {issueTitle && (
        <p>
          <strong>{issueTitle}</strong>
        </p>
      )}
      {what && <p>{text(language, what)}</p>}
      {send && (
        <form method="post" action={`${path}?language=${language}`}>
          <button type="submit">{text(language, send)}</button>
        </form>
      )}
      <ul className="ways">
        <li>
          <a href={`/known-issues?language=${language}`}>{text(language, 'portal.known.all')}</a>
        </li>
      </ul>
    </Page>
  )
}
