import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { FilesField, Flaw, marksOf, Notice } from '../flaws.tsx'

export type AddWordsProps = {
  language: Language
  path: string
  /** Then the customer says whether what they add takes the complaint up again. */
  isClosed: boolean
  files: { most: number; megabytes: number }
  /** Makes words that are sent twice one message. */
  once: string
  /** What was typed before, when something was wrong: nothing is lost. */
  given: Record<string, string>
  wrong: Record<string, string>
  /** Why it could not be sent, when nothing is wrong with it. */
  notice?: TextKey
}

/** One box for words, and files. It asks for nothing that we hold. */
export function AddWords({ language, path, isClosed, files, once, given, wrong, notice }: AddWordsProps) {
  const say = (key: TextKey) => text(language, key)
  return (
    <section aria-labelledby="add">
      <h2 id="add">{say('portal.my.add')}</h2>
      <Notice language={language} notice={notice} />
      <form method="post" action={path} encType="multipart/form-data">
        <input type="hidden" name="once" value={once} />
        <input type="hidden" name="language" value={language} />
        <label htmlFor="text">
          {say('portal.my.words')} <small>{say('portal.my.words_why')}</small>
        </label>
        <Flaw field="text" wrong={wrong} />
        <textarea
          id="text"
          name="text"
          className="short"
          maxLength={50_000}
          defaultValue={given.text}
          {...marksOf('text', wrong)}
        />
        <FilesField language={language} files={files} wrong={wrong} />
        {isClosed && (
          <label className="choice">
            <input type="checkbox" name="reopen" defaultChecked={given.reopen !== undefined} />{' '}
            {say('portal.my.reopen')}
          </label>
        )}
        <button type="submit">{say('portal.tell_us.send')}</button>
      </form>
    </section>
  )
}
