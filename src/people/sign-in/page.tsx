import { allLanguages, type Language, languageName, type TextKey, text } from '../../platform/texts/index.ts'
import { type Role, roles } from '../rules.ts'
import { style } from './style.ts'

export type Shown = {
  language: Language
  /** Whether that language was asked for here, so that whoever signs in keeps it. */
  isChosen: boolean
  /** The address that leads on after signing in. */
  to: string
  isDemonstration: boolean
  /** Whom a demonstration lets in without a password; nobody when the visitor sits at another machine. */
  people: { id: string; name: string; role: Role; team: string | null }[]
  isLoading: boolean
  /** What was typed before, and why it was not enough. */
  email: string
  failure: string | null
}

type Say = (key: TextKey, values?: Record<string, string>) => string

/** Where the staff signs in: made on the server, so that it stands at once and works without JavaScript. */
export function SignInPage(shown: Shown) {
  const { language, isDemonstration } = shown
  const say: Say = (key, values) => text(language, key, values)
  const title = say(isDemonstration ? 'sign_in.demonstration.title' : 'sign_in.title')
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="description" content={say('sign_in.description')} />
        <title>{`${title} · ${say('app.name')}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <style dangerouslySetInnerHTML={{ __html: style }} />
        {/* The colours somebody chose inside, before the first paint. */}
        <script src="/appearance.js" />
      </head>
      <body>
        <main>
          <p className="brand">
            <img src="/favicon.svg" alt="" width="32" height="32" />
            {say('app.name')}
          </p>
          <h1>{title}</h1>
          {isDemonstration ? <Demonstration shown={shown} say={say} /> : <PasswordForm shown={shown} say={say} />}
        </main>
        <Languages shown={shown} say={say} />
      </body>
    </html>
  )
}

type Part = { shown: Shown; say: Say }

function Demonstration({ shown, say }: Part) {
  const { people, isLoading, failure } = shown
  const inOrder = [...people].sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role))
  return (
    <>
      <p className="quiet">{say('sign_in.demonstration.note')}</p>
      {isLoading && <output>{say('sign_in.demonstration.loading')}</output>}
      {people.length === 0 && <p>{say('start.demonstration.remote')}</p>}
      <form method="post" action="/sign-in" className="people">
        <Hidden shown={shown} />
        {inOrder.map(({ id, name, role, team }) => (
          <button key={id} type="submit" name="person" value={id} className="person">
            <span className="as">{say('sign_in.demonstration.as', { name })}</span>
            <span className="quiet">
              {team
                ? say('sign_in.demonstration.role_and_team', { role: say(`role.${role}`), team })
                : say(`role.${role}`)}
            </span>
          </button>
        ))}
      </form>
      <details open={failure !== null}>
        <summary>{say('sign_in.by_password')}</summary>
        <PasswordForm shown={shown} say={say} />
      </details>
    </>
  )
}

function PasswordForm({ shown, say }: Part) {
  const { email, failure } = shown
  return (
    <form method="post" action="/sign-in">
      <Hidden shown={shown} />
      {failure && (
        <p className="wrong" role="alert" id="failure">
          {failure}
        </p>
      )}
      <label htmlFor="email">{say('sign_in.email')}</label>
      <input
        id="email"
        name="email"
        type="email"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={email}
        {...(failure && { 'aria-describedby': 'failure' })}
      />
      <label htmlFor="password">{say('start.field.password')}</label>
      <input
        id="password"
        name="password"
        type="password"
        required
        autoComplete="current-password"
        {...(failure && { 'aria-describedby': 'failure' })}
      />
      <button type="submit" className="send">
        {say('sign_in.title')}
      </button>
    </form>
  )
}

function Hidden({ shown: { to, isChosen, language } }: { shown: Shown }) {
  return (
    <>
      <input type="hidden" name="to" value={to} />
      {isChosen && <input type="hidden" name="language" value={language} />}
    </>
  )
}

function Languages({ shown: { language, to }, say }: Part) {
  return (
    <nav aria-label={say('language.label')}>
      {allLanguages.map((each) =>
        each === language ? (
          <span key={each} lang={each} aria-current="true">
            {languageName(each)}
          </span>
        ) : (
          <a key={each} lang={each} hrefLang={each} href={`/sign-in?${new URLSearchParams({ language: each, to })}`}>
            {languageName(each)}
          </a>
        ),
      )}
    </nav>
  )
}
