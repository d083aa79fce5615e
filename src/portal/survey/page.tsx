import { endings, leavings, silences, toldWhom } from '../../insight/surveys/rules.ts'
import { formatDate, type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { Flaw, marksOf, Notice } from '../flaws.tsx'
import type { Given } from '../form.ts'
import { type Frame, Page } from '../page.tsx'

type SurveyPageProps = Frame & {
  from: string
  to: string
  asksRecommend: boolean
  causes: { id: string; name: Record<Language, string> }[]
  given: Given
  wrong: Record<string, string>
  notice?: TextKey
}

// Questions that follow from an answer come when it was chosen; a browser that cannot tell shows them all.
const follows = `@supports selector(:has(*)){form:not(:has(#problem-yes:checked)) .if-problem,form:not(:has(#complained-yes:checked)) .if-told,form:not(:has(#complained-no:checked)) .if-silent,form:not(:has(#answer-yes:checked)) .if-answer{display:none}}`

/** The questions: the first and whether they leave are needed, and whether they told us if they had a problem. */
export function SurveyPage({ from, to, asksRecommend, causes, given, wrong, notice, ...frame }: SurveyPageProps) {
  const { language, organization, path } = frame
  const say = (key: string, values?: Record<string, string>) =>
    text(language, `portal.survey.${key}` as TextKey, values)
  const day = (date: string) => formatDate(language, `${date}T00:00:00Z`, 'UTC')
  const asked = { language, given, wrong }
  return (
    <Page {...frame} title="portal.survey.title">
      <style>{follows}</style>
      <h1>{say('title')}</h1>
      <p>{say('intro', { company: organization, from: day(from), to: day(to) })}</p>
      <p className="soft">{say('anonymous')}</p>
      <Notice language={language} notice={notice} />
      <form method="post" action={path}>
        <input type="hidden" name="language" value={language} />
        <Choices
          {...asked}
          name="problem"
          legend={say('problem', { from: day(from), to: day(to) })}
          keys={['yes', 'no']}
        />
        <div className="if-problem">
          {causes.length > 0 && (
            <Options
              {...asked}
              name="cause"
              legend={say('cause')}
              options={causes.map(({ id, name }) => [id, name[language]])}
            />
          )}
          <Choices {...asked} name="complained" legend={say('complained')} keys={['yes', 'no']} />
          <div className="if-told">
            <Choices {...asked} name="told" legend={say('told')} keys={toldWhom} isOptional />
            <Choices {...asked} name="ended" legend={say('ended')} keys={endings} isOptional />
          </div>
          <div className="if-silent">
            <Choices {...asked} name="silent" legend={say('silent')} keys={silences} isOptional />
          </div>
        </div>
        <Choices {...asked} name="leaving" legend={say('leaving', { company: organization })} keys={leavings} />
        {asksRecommend && (
          <Recommend {...asked} legend={say('recommend', { company: organization })} ends={say('recommend_ends')} />
        )}
        <WordsAndAnswer {...asked} />
        <button type="submit">{say('send')}</button>
      </form>
      <p>
        <a href={`${path}/stop?language=${language}`}>{say('stop')}</a>
      </p>
    </Page>
  )
}

type Asked = { language: Language; given: Given; wrong: Record<string, string> }
type ChoicesProps = Asked & { name: string; legend: string; keys: readonly string[]; isOptional?: boolean }

function Choices({ keys, ...props }: ChoicesProps) {
  const label = (key: string) => text(props.language, `portal.survey.${props.name}.${key}` as TextKey)
  return <Options {...props} options={keys.map((key) => [key, label(key)])} />
}

type OptionsProps = Asked & {
  name: string
  legend: string
  options: (readonly [string, string])[]
  isOptional?: boolean
}

function Options({ language, given, wrong, name, legend, options, isOptional = name === 'cause' }: OptionsProps) {
  return (
    <fieldset aria-describedby={wrong[name] ? `${name}-wrong` : undefined}>
      <legend>
        {legend} {isOptional && <small>{text(language, 'portal.optional')}</small>}
      </legend>
      <Flaw field={name} wrong={wrong} />
      {options.map(([key, label]) => (
        <label key={key} className="choice">
          <input type="radio" id={`${name}-${key}`} name={name} value={key} defaultChecked={given[name] === key} />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function Recommend({ language, given, legend, ends }: Asked & { legend: string; ends: string }) {
  return (
    <fieldset>
      <legend>
        {legend} <small>{ends}</small> <small>{text(language, 'portal.optional')}</small>
      </legend>
      <div className="scale">
        {Array.from({ length: 11 }, (_, value) => String(value)).map((value) => (
          <label key={value} className="choice">
            <input type="radio" name="recommend" value={value} defaultChecked={given.recommend === value} /> {value}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Words if they want, and the one step that makes a complaint of them. */
function WordsAndAnswer({ language, given, wrong }: Asked) {
  const say = (key: string) => text(language, `portal.survey.${key}` as TextKey)
  return (
    <>
      <label htmlFor="text">
        {say('words')} <small>{text(language, 'portal.optional')}</small>
      </label>
      <Flaw field="text" wrong={wrong} />
      <textarea
        id="text"
        name="text"
        className="short"
        maxLength={5000}
        defaultValue={given.text}
        {...marksOf('text', wrong)}
      />
      <label className="choice" htmlFor="answer-yes">
        <input type="checkbox" id="answer-yes" name="answer" value="yes" defaultChecked={given.answer === 'yes'} />{' '}
        {say('answer')}
      </label>
      <p className="soft">{say('answer_what')}</p>
      <div className="if-answer">
        <label htmlFor="email">{say('email')}</label>
        <Flaw field="email" wrong={wrong} />
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={given.email}
          {...marksOf('email', wrong)}
        />
      </div>
    </>
  )
}

type SaidProps = Frame & {
  about: 'thanks' | 'answered' | 'closed' | 'stopped'
  /** The complaint that was made of it: its number, and what opens it. */
  complaint?: { reference: string; token: string } | null
}

/** What became of it: taken, answered before, over, or no more of these. */
export function SurveySaidPage({ about, complaint = null, ...frame }: SaidProps) {
  const { language } = frame
  const say = (key: string) => text(language, `portal.survey.${about}.${key}` as TextKey)
  return (
    <Page {...frame} title={`portal.survey.${about}.title` as TextKey}>
      <h1>{say('title')}</h1>
      <p>{say('what')}</p>
      {complaint && (
        <>
          <p>{text(language, 'portal.received.number')}</p>
          <p className="number">{complaint.reference}</p>
          <ul className="ways">
            <li>
              <a className="first" href={`/my-complaint/${complaint.token}?language=${language}`}>
                {text(language, 'portal.received.open')}
              </a>
            </li>
          </ul>
        </>
      )}
    </Page>
  )
}

/** Asks by a button, because opening a link says nothing. */
export function StopSurveysPage(frame: Frame) {
  const { language, path } = frame
  return (
    <Page {...frame} title="portal.survey.stop.title">
      <h1>{text(language, 'portal.survey.stop.title')}</h1>
      <p>{text(language, 'portal.survey.stop.what')}</p>
      <form method="post" action={`${path}?language=${language}`}>
        <button type="submit">{text(language, 'portal.survey.stop.button')}</button>
      </form>
    </Page>
  )
}
