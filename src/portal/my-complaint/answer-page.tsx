import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { type Frame, Page } from '../page.tsx'
import type { CustomersAnswer } from './standing.ts'

type AnswerProps = Frame & {
  reference: string
  answer: CustomersAnswer
  /** Where the complaint is; the page of the answer is below it. */
  complaintPath: string
  given: Record<string, string>
  /** What is wrong with which field, and what to do. */
  wrong?: Record<string, string>
  /** Why it could not be done. */
  notice?: string
}

/** Answers that the customer may say something with; only what is not solved needs words that help us on. */
const withWords: readonly CustomersAnswer[] = ['solved', 'not-solved', 'someone-who-can-decide', 'withdraw']

/**
 * One answer of the customer's, said by a button and not by opening the page: programs that look into letters open links too.
 */
export function AnswerPage({ reference, answer, complaintPath, given, wrong = {}, notice, ...frame }: AnswerProps) {
  const { language, path } = frame
  const say = (key: string) => text(language, `portal.answer.${answer}.${key}` as TextKey)
  return (
    <Page {...frame} title={`portal.answer.${answer}.title` as TextKey}>
      <p className="soft">{text(language, 'portal.my.title', { reference })}</p>
      <h1>{say('title')}</h1>
      <p>{say('what_happens')}</p>
      {notice && (
        <p className="wrong" role="alert">
          {notice}
        </p>
      )}
      <form method="post" action={path}>
        <input type="hidden" name="language" value={language} />
        {withWords.includes(answer) && (
          <Words language={language} label={say('words')} given={given} wrong={wrong.text} />
        )}
        {answer === 'rate' && <Scales language={language} given={given} wrong={wrong} />}
        <button type="submit">{say('button')}</button>
      </form>
      <p>
        <a href={`${complaintPath}?language=${language}`}>{text(language, 'portal.answer.back')}</a>
      </p>
    </Page>
  )
}

type WordsProps = { language: Language; label: string; given: Record<string, string>; wrong?: string }

function Words({ language, label, given, wrong }: WordsProps) {
  return (
    <>
      <label htmlFor="text">
        {label} <small>{text(language, 'portal.optional')}</small>
      </label>
      {wrong && (
        <p className="wrong" id="text-wrong">
          {wrong}
        </p>
      )}
      <textarea
        id="text"
        name="text"
        className="short"
        maxLength={50_000}
        defaultValue={given.text}
        {...(wrong && { 'aria-invalid': true, 'aria-describedby': 'text-wrong' })}
      />
    </>
  )
}

type ScalesProps = { language: Language; given: Record<string, string>; wrong: Record<string, string> }

/** How satisfied from 1 to 5, how easy from 1 to 7; a link in a letter has chosen the first already. */
function Scales({ language, given, wrong }: ScalesProps) {
  const choice = (name: string, value: string, words: string) => (
    <label key={value} className="choice">
      <input type="radio" name={name} value={value} defaultChecked={given[name] === value} /> {words}
    </label>
  )
  return (
    <>
      <fieldset>
        <legend>{text(language, 'portal.rate.satisfaction')}</legend>
        {wrong.satisfaction && <p className="wrong">{wrong.satisfaction}</p>}
        {([5, 4, 3, 2, 1] as const).map((value) =>
          choice('satisfaction', String(value), text(language, `rating.satisfaction.${value}`)),
        )}
      </fieldset>
      <fieldset>
        <legend>
          {text(language, 'portal.rate.effort')} <small>{text(language, 'portal.rate.effort_ends')}</small>
        </legend>
        <div className="scale">
          {['1', '2', '3', '4', '5', '6', '7'].map((value) => choice('effort', value, value))}
        </div>
      </fieldset>
      <label htmlFor="comment">
        {text(language, 'portal.rate.comment')} <small>{text(language, 'portal.optional')}</small>
      </label>
      <textarea id="comment" name="comment" className="short" maxLength={5000} defaultValue={given.comment} />
    </>
  )
}
