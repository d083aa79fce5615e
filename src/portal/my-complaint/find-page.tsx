import { type TextKey, text } from '../../platform/texts/index.ts'
import { type Frame, Page } from '../page.tsx'

type FindProps = Frame & { given: Record<string, string>; notice?: TextKey }

/** The way back in for whoever has no link: the number and the code that were shown when they told us. */
export function FindPage({ given, notice, ...frame }: FindProps) {
  const { language, path } = frame
  const say = (key: TextKey) => text(language, key)
  const marks = notice ? { 'aria-describedby': 'find-wrong' } : {}
  return (
    <Page {...frame} title="portal.find.title">
      <h1>{say('portal.find.title')}</h1>
      <p>{say('portal.find.intro')}</p>
      {notice && (
        <p className="wrong" role="alert" id="find-wrong">
          {say(notice)}
        </p>
      )}
      <form method="post" action={path}>
        <input type="hidden" name="language" value={language} />
        <label htmlFor="reference">{say('portal.find.number')}</label>
        <input
          id="reference"
          name="reference"
          required
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="AM-XXXXX-XXXXX"
          defaultValue={given.reference}
          {...marks}
        />
        <label htmlFor="code">{say('portal.find.code')}</label>
        <input
          id="code"
          name="code"
          required
          maxLength={60}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="xxxx-xxxx-xxxx"
          defaultValue={given.code}
          {...marks}
        />
        <button type="submit">{say('portal.find.open')}</button>
      </form>
      <p className="soft">{say('portal.find.lost')}</p>
    </Page>
  )
}
