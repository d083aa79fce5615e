import type { Field } from '../complaints/fields/contract.ts'
import { type TextKey, text } from '../platform/texts/index.ts'
import { AskedFields } from './asked-fields.tsx'

type Language = 'en' | 'ru'
type Frame = { language: Language; organization: string; title: TextKey; children: React.ReactNode }

// Small enough to travel with the page: nothing else is fetched before a customer can write.
const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#566174;--paper:#fff;--edge:#8b94a5;--strong:#1f5f8b;--on:#fff;--wrong:#a3261b}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a9b3c2;--paper:#141a22;--edge:#6c7788;--strong:#7db8e8;--on:#0d1319;--wrong:#ff9d92}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main,header{max-width:40rem;margin:0 auto;padding:1rem 1.25rem}header{display:flex;justify-content:space-between;gap:1rem;color:var(--soft)}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}a{color:var(--strong)}label{display:block;font-weight:600;margin:1.1rem 0 .3rem}
small{display:block;font-weight:400;color:var(--soft)}textarea,input,select{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:.35rem;padding:.6rem .7rem}
fieldset{border:0;margin:1.1rem 0 0;padding:0}legend{font-weight:600;padding:0;margin-bottom:.3rem}label.choice{font-weight:400;margin:.2rem 0}label.choice input{width:auto}
select option{color:#1c2430;background:#fff}textarea{min-height:11rem}button{margin:1.4rem 0;font:inherit;font-weight:600;color:var(--on);background:var(--strong);border:0;border-radius:.35rem;padding:.7rem 1.4rem;cursor:pointer}
:focus-visible{outline:3px solid var(--strong);outline-offset:2px}.wrong{color:var(--wrong);margin:.3rem 0}.number{font-size:1.5rem;font-weight:700;letter-spacing:.03em}`

function Page({ language, organization, title, children }: Frame) {
  const other = language === 'en' ? 'ru' : 'en'
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{[text(language, title), organization].filter(Boolean).join(' · ')}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <header>
          <span>{organization}</span>
          <a href={`/tell-us?language=${other}`} lang={other}>
            {text(other, 'portal.this_language')}
          </a>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}

type TellUs = {
  language: Language
  organization: string
  products: { id: string; name: string }[]
  /** The company's own fields that are asked for here. */
  fields?: Field[]
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
  language,
  organization,
  products,
  fields = [],
  files,
  once,
  given,
  wrong,
  notice,
}: TellUs) {
  const say = (key: TextKey) => text(language, key)
  const flaw = (field: string) =>
    wrong[field] && (
      <p className="wrong" id={`${field}-wrong`}>
        {wrong[field]}
      </p>
    )
  const marks = (field: string) => (wrong[field] ? { 'aria-invalid': true, 'aria-describedby': `${field}-wrong` } : {})
  return (
    <Page language={language} organization={organization} title="portal.tell_us.title">
      <h1>{say('portal.tell_us.title')}</h1>
      <p>{say('portal.tell_us.intro')}</p>
      {notice && (
        <p className="wrong" role="alert">
          {say(notice)}
        </p>
      )}
      <form method="post" action="/tell-us" encType="multipart/form-data">
        <input type="hidden" name="once" value={once} />
        <input type="hidden" name="language" value={language} />
        <label htmlFor="text">{say('portal.tell_us.words')}</label>
        {flaw('text')}
        <textarea id="text" name="text" required maxLength={50_000} defaultValue={given.text} {...marks('text')} />
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
        {flaw('email')}
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={given.email}
          {...marks('email')}
        />
        {files && (
          <>
            <label htmlFor="files">
              {say('portal.tell_us.files')} <small>{text(language, 'portal.tell_us.files_limits', files)}</small>
            </label>
            {flaw('files')}
            <input id="files" name="files" type="file" multiple {...marks('files')} />
          </>
        )}
        <button type="submit">{say('portal.tell_us.send')}</button>
      </form>
    </Page>
  )
}

type Plain = { language: Language; organization: string; about: 'not_ready' | 'failed' }

/** Says why there is no form, and what to do. */
export function PlainPage({ language, organization, about }: Plain) {
  return (
    <Page language={language} organization={organization} title={`portal.${about}.title`}>
      <h1>{text(language, `portal.${about}.title`)}</h1>
      <p>{text(language, `portal.${about}.what_now`)}</p>
    </Page>
  )
}

type Received = {
  language: Language
  organization: string
  reference: string
  due: Date | null
  email: string | null
  /** How many files came along. */
  files: number
}

/** What happens next, and by when. */
export function ReceivedPage({ language, organization, reference, due, email, files }: Received) {
  const when =
    due &&
    `${new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' }).format(due)} UTC`
  return (
    <Page language={language} organization={organization} title="portal.received.title">
      <h1>{text(language, 'portal.received.title')}</h1>
      <p>{text(language, 'portal.received.number')}</p>
      <p className="number">{reference}</p>
      {files > 0 && <p>{text(language, 'portal.received.files', { count: files })}</p>}
      {when && email && <p>{text(language, 'portal.received.next', { when })}</p>}
      {!email && <p>{text(language, 'portal.received.no_address')}</p>}
    </Page>
  )
}
