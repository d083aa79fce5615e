import type { PublicIssue } from '../../known-issues/issues/contract.ts'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { type Frame, Page, whenWords } from '../page.tsx'
import { AddWords, type AddWordsProps } from './add-words.tsx'
import { type CustomersAnswer, type Standing, waysOpen } from './standing.ts'
import { excerpt } from './excerpt.ts'
import { type FirstView, firstView } from './first-view.ts'
import type { StoryLine } from './story.ts'

/** What was done just now, to be said on the page that follows. */
export const done = [
  'added',
  'solved',
  'not-solved',
  'someone-who-can-decide',
  'withdraw',
  'rate',
  'renew',
  'begun-anew',
] as const
export type Done = (typeof done)[number]

type MyComplaintProps = Frame & {
  standing: Standing
  story: StoryLine[]
  /** Whether the customer asked for the whole story. */
  isWhole: boolean
  code: string
  done: Done | null
  adding: Omit<AddWordsProps, 'language' | 'path' | 'isClosed'>
  /** What is published of its cause. */
  known: PublicIssue | null
  now: Date
}

/** What happened so far, who looks after it, what happens next and by when, and all that its customer can do. */
export function MyComplaintPage({
  standing,
  story,
  isWhole,
  code,
  done: wasDone,
  adding,
  known,
  now,
  ...frame
}: MyComplaintProps) {
  const { language, path } = frame
  const say = (key: TextKey, values?: Record<string, string>) => text(language, key, values)
  const isClosed = standing.closedAt !== null
  return (
    <Page {...frame} title="portal.my.title" values={{ reference: standing.reference }}>
      <h1>{say('portal.my.title', { reference: standing.reference })}</h1>
      {wasDone && <output className="standing good">{say(`portal.done.${wasDone}` as TextKey)}</output>}
      <StandingBox standing={standing} language={language} now={now} />
      {known && <KnownCause issue={known} language={language} />}
      {standing.promised.length > 0 && <Promised promised={standing.promised} language={language} />}
      {standing.proposal && <Proposal proposal={standing.proposal} language={language} path={path} />}
      {!standing.proposal && <Ways standing={standing} language={language} path={path} />}
      <AddWords {...adding} language={language} path={path} isClosed={isClosed && standing.closure !== 'merged'} />
      <h2 id="story">{say('portal.my.story')}</h2>
      <Story {...(isWhole ? { lines: story, isWhole } : firstView(story))} language={language} path={path} />
      {standing.proposal && <Ways standing={standing} language={language} path={path} />}
      {standing.signposts.length > 0 && <Outside signposts={standing.signposts} language={language} />}
      <Yours standing={standing} language={language} path={path} code={code} />
    </Page>
  )
}

type PartProps = { language: Language; path: string }

/** Who looks after it, and what comes next by when. */
function StandingBox({ standing, language, now }: { standing: Standing; language: Language; now: Date }) {
  const { owner, nextUpdateDue, closedAt, manager } = standing
  const say = (key: string, values?: Record<string, string>) =>
    text(language, `portal.standing.${key}` as TextKey, values)
  const isLate = !closedAt && nextUpdateDue !== null && nextUpdateDue < now
  return (
    <section className={`standing${isLate ? ' late' : ''}`} aria-label={text(language, 'portal.my.standing')}>
      {closedAt ? (
        <p>
          <strong>{say(`closed_${standing.closure}`, { when: whenWords(language, closedAt) })}</strong>
        </p>
      ) : (
        <>
          <p>
            <strong>{say('owner', { owner })}</strong>
          </p>
          {manager && <p>{say('manager', { manager: manager.name, when: whenWords(language, manager.speakBy) })}</p>}
          {nextUpdateDue && !manager && (
            <p>{say(isLate ? 'late' : 'next', { when: whenWords(language, nextUpdateDue) })}</p>
          )}
          {standing.decideBy && <p>{say('decide', { when: whenWords(language, standing.decideBy) })}</p>}
          {standing.isClosing && <p>{say('closing')}</p>}
          {!standing.isReachable && <p>{say('look_here')}</p>}
        </>
      )}
      {standing.goesOnAs && <p>{say('goes_on', { reference: standing.goesOnAs })}</p>}
    </section>
  )
}

/** What is known of the cause of this complaint, how far the repair is, and what helps until then. */
function KnownCause({ issue, language }: { issue: PublicIssue; language: Language }) {
  const helps = issue.state === 'proven' ? '' : excerpt(issue.workaround, 500)
  return (
    <section aria-labelledby="known">
      <h2 id="known">{text(language, 'portal.known.mine')}</h2>
      <p>
        <strong lang={issue.language}>{issue.title}</strong> <span className="soft">{issue.stateWords}</span>
      </p>
      {helps && (
        <p lang={issue.language} className="plain">
          {helps}
        </p>
      )}
      <p>
        <a href={`/known-issues/${issue.slug}?language=${language}`}>{text(language, 'portal.known.more')}</a>
      </p>
    </section>
  )
}

/** What we told the customer we would do, so that they can hold us to it. */
function Promised({ promised, language }: { promised: Standing['promised']; language: Language }) {
  return (
    <section aria-labelledby="promised">
      <h2 id="promised">{text(language, 'portal.my.promised')}</h2>
      <ul>
        {promised.map((each, place) => (
          <li key={place}>
            {each.text}{' '}
            <span className="soft">
              {each.keptAt
                ? text(language, 'portal.my.kept', { when: whenWords(language, each.keptAt) })
                : text(language, 'portal.my.promised_by', { when: whenWords(language, each.dueAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type ProposalProps = PartProps & { proposal: NonNullable<Standing['proposal']> }

/** The question that only the customer can answer, above everything else. */
function Proposal({ proposal, language, path }: ProposalProps) {
  const way = (answer: CustomersAnswer, isFirst: boolean) => (
    <li>
      <a className={isFirst ? 'first' : undefined} href={`${path}/${answer}?language=${language}`}>
        {text(language, `portal.answer.${answer}.way`)}
      </a>
    </li>
  )
  return (
    <section aria-labelledby="proposal">
      <h2 id="proposal">{text(language, 'portal.my.proposal')}</h2>
      <p>{text(language, 'portal.my.proposal_when', { when: whenWords(language, proposal.at) })}</p>
      {proposal.words && <blockquote>{excerpt(proposal.words, 2000)}</blockquote>}
      <ul className="ways">
        {way('solved', true)}
        {way('not-solved', false)}
      </ul>
    </section>
  )
}

/** What the customer can do, each with its own page; those of a proposed solution stand beside it. */
function Ways({ standing, language, path }: PartProps & { standing: Standing }) {
  const isAsked = standing.proposal !== null
  const ways = waysOpen(standing).filter(
    (answer) => answer !== 'renew' && !(isAsked && (answer === 'solved' || answer === 'not-solved')),
  )
  if (ways.length === 0) return null
  return (
    <nav aria-labelledby="ways">
      <h2 id="ways">{text(language, 'portal.my.ways')}</h2>
      <ul className="ways">
        {ways.map((answer) => (
          <li key={answer}>
            <a href={`${path}/${answer}?language=${language}`}>{text(language, `portal.answer.${answer}.way`)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Story({ lines, isWhole, language, path }: PartProps & FirstView) {
  return (
    <>
      {!isWhole && (
        <p>
          <a href={`${path}?language=${language}&story=whole#story`}>{text(language, 'portal.my.whole')}</a>
        </p>
      )}
      <ol className="story" aria-labelledby="story">
        {lines.map(({ at, sentence, words, files }, place) => (
          <li key={place}>
            <time dateTime={at.toISOString()}>{whenWords(language, at)}</time>
            <p>{sentence}</p>
            {words && <div className="words">{words}</div>}
            {files.length > 0 && (
              <ul className="files">
                {files.map(({ id, name }) => (
                  <li key={id}>
                    <a href={`${path}/files/${id}`}>{name}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** Where the customer can turn outside, at any time and not only when we decide against them. */
function Outside({ signposts, language }: { signposts: Standing['signposts']; language: Language }) {
  return (
    <section aria-labelledby="outside">
      <h2 id="outside">{text(language, 'portal.handling.outside_help.heading')}</h2>
      <ul>
        {signposts.map((words) => (
          <li key={words[language]}>{words[language]}</li>
        ))}
      </ul>
    </section>
  )
}

/** How to come back, and what is the customer's to take along. */
function Yours({ standing, language, path, code }: PartProps & { standing: Standing; code: string }) {
  const say = (key: TextKey, values?: Record<string, string>) => text(language, key, values)
  return (
    <section aria-labelledby="yours">
      <h2 id="yours">{say('portal.my.yours')}</h2>
      <p>{say('portal.my.come_back', { reference: standing.reference, code })}</p>
      <ul className="ways">
        <li>
          <a href={`${path}/data.json`} download={`${standing.reference}.json`}>
            {say('portal.my.download')}
          </a>
        </li>
        <li>
          <a href={`${path}/renew?language=${language}`}>{say('portal.answer.renew.way')}</a>
        </li>
      </ul>
    </section>
  )
}
