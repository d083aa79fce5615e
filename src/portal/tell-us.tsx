import type { Field } from '../complaints/fields/contract.ts'
import type { PublicIssue } from '../known-issues/issues/contract.ts'
import { type TextKey, text } from '../platform/texts/index.ts'
import { AskedFields } from './asked-fields.tsx'
import { excerpt } from './my-complaint/excerpt.ts'
import { FilesField, Flaw, marksOf, Notice } from './flaws.tsx'
import { type Frame, Page, whenWords } from './page.tsx'

type TellUs = Frame & {
  products: { id: string; name: string }[]
  /** The company's own fields that are asked for here. */
  fields?: Field[]
  /** Whether anything is published that is known not to work. */
  hasKnownIssues?: boolean
  /** How many files may be sent along, and how large they may be together; null: none now. */
  files: { most: number; megabytes: number } | null
  /** Makes a form that is sent twice one complaint. */
  once: string
  /** What was typed before, when something was wrong: nothing is lost. */
  given: Record<string, string>
  /** What is wrong with which field, and what to do. */
  wrong: Record<string, string>
  /** Why it could not be sent, when nothing is wrong with it. */
  notice?: TextKey
}

/** One box; only the words are needed. */
export function TellUsPage({
  products,
  fields = [],
  hasKnownIssues,
  files,
  once,
  given,
  wrong,
  notice,
  ...frame
}: TellUs) {
  const { language, path, isFramed } = frame
  const say = (key: TextKey) => text(language, key)
  return (
    <Page {...frame} title="portal.tell_us.title">
      <h1>{say('portal.tell_us.title')}</h1>
      <p>{say('portal.tell_us.intro')}</p>
      <Notice language={language} notice={notice} />
      <form method="post" action={path} encType="multipart/form-data">
        <input type="hidden" name="once" value={once} />
        <input type="hidden" name="language" value={language} />
        {isFramed && !frame.isLight && <input type="hidden" name="theme" value="auto" />}
        <label htmlFor="text">{say('portal.tell_us.words')}</label>
        <Flaw field="text" wrong={wrong} />
        <textarea
          id="text"
          name="text"
          required
          maxLength={50_000}
          defaultValue={given.text}
          {...marksOf('text', wrong)}
        />
        {hasKnownIssues && <KnownWhileTyping language={language} isFramed={isFramed} />}
        {products.length > 0 && (
          <>
            <label htmlFor="product">
              {say('portal.tell_us.product')} <small>{say('portal.optional')}</small>
            </label>
            <select id="product" name="product" defaultValue={given.product ?? ''}>
              <option value="">{say('portal.tell_us.product_unsaid')}</option>
              {products.map((product) => (
                <option key={product.id} value={product.id}>
                  {product.name}
                </option>
              ))}
            </select>
          </>
        )}
        <AskedFields fields={fields} given={given} language={language} />
        <label htmlFor="name">
          {say('portal.tell_us.name')} <small>{say('portal.optional')}</small>
        </label>
        <input id="name" name="name" autoComplete="name" maxLength={200} defaultValue={given.name} />
        <label htmlFor="email">
          {say('portal.tell_us.email')} <small>{say('portal.tell_us.email_why')}</small>
        </label>
        <Flaw field="email" wrong={wrong} />
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={given.email}
          {...marksOf('email', wrong)}
        />
        {files && <FilesField language={language} files={files} wrong={wrong} />}
        <button type="submit">{say('portal.tell_us.send')}</button>
      </form>
      {isFramed && (
        <p className="soft">
          <a href={`/how-we-handle-complaints?language=${language}`} target="_blank" rel="noopener">
            {say('portal.handling.title')}
          </a>
        </p>
      )}
    </Page>
  )
}

/** What is known already: where scripts run, whatever fits the words as they are typed; else a way to all of it. */
function KnownWhileTyping({ language, isFramed }: Pick<Frame, 'language' | 'isFramed'>) {
  return (
    <>
      <div id="known" className="known" aria-live="polite" />
      <small>
        <a href={`/known-issues?language=${language}`} {...awayFrom(isFramed)}>
          {text(language, 'portal.known.before_sending')}
        </a>
      </small>
      <script src="/known-while-typing.js" defer />
    </>
  )
}

/** Out of a frame into a window of its own. */
const awayFrom = (isFramed: boolean | undefined) => (isFramed ? { target: '_blank', rel: 'noopener' } : {})

type Received = Frame & {
  reference: string
  due: Date | null
  email: string | null
  /** How many files came along. */
  files: number
  /** What opens the complaint again: the token of its link, and the code that goes with the number. */
  keys: { token: string; code: string }
  /** What is published that their words are like. */
  known: PublicIssue[]
}

/** What happens next, and by when; and how to come back, also without an address. */
export function ReceivedPage({ reference, due, email, files, keys, known, ...frame }: Received) {
  const { language, isFramed } = frame
  const say = (key: TextKey, values?: Record<string, string | number>) => text(language, key, values)
  const away = awayFrom(isFramed)
  return (
    <Page {...frame} title="portal.received.title">
      <h1>{say('portal.received.title')}</h1>
      <p>{say('portal.received.number')}</p>
      <p className="number">{reference}</p>
      {files > 0 && <p>{say('portal.received.files', { count: files })}</p>}
      {due && email && <p>{say('portal.received.next', { when: whenWords(language, due) })}</p>}
      {!email && (
        <>
          <p>{say('portal.received.no_address')}</p>
          <p>{say('portal.received.code')}</p>
          <p className="number">{keys.code}</p>
          {due && <p>{say('portal.received.look_by', { when: whenWords(language, due) })}</p>}
        </>
      )}
      <ul className="ways">
        <li>
          <a className="first" href={`/my-complaint/${keys.token}?language=${language}`} {...away}>
            {say('portal.received.open')}
          </a>
        </li>
      </ul>
      <p className="soft">{say(email ? 'portal.received.link_why' : 'portal.received.link_secret')}</p>
      {known.length > 0 && <AlreadyKnown issues={known} language={language} isFramed={isFramed} />}
    </Page>
  )
}

type KnownProps = Pick<Frame, 'language' | 'isFramed'> & { issues: PublicIssue[] }

/** What may be known of it already, and what helps until it is repaired. */
function AlreadyKnown({ issues, language, isFramed }: KnownProps) {
  return (
    <section aria-labelledby="known">
      <h2 id="known">{text(language, 'portal.known.received')}</h2>
      <p>{text(language, 'portal.known.received_why')}</p>
      <ul>
        {issues.map(({ slug, title, language: written, stateWords, state, workaround }) => (
          <li key={slug}>
            <a href={`/known-issues/${slug}?language=${language}`} lang={written} {...awayFrom(isFramed)}>
              {title}
            </a>{' '}
            <span className="soft">{stateWords}</span>
            {workaround && state !== 'proven' && (
              <p className="plain" lang={written}>
                {excerpt(workaround, 500)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
