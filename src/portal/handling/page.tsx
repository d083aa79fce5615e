import { type Language, text } from '../../platform/texts/index.ts'
import { type Frame, Page } from '../page.tsx'
import type { HandlingPage } from './contract.ts'
import { handlingParts } from './parts.ts'
import type { BoundBy } from './store.ts'
import { Prose } from './prose.tsx'

type HandlingProps = Frame & {
  parts: HandlingPage['parts']
  boundBy: BoundBy
}

/** How to complain here, what happens then and by when, what one can get, and where to turn outside. */
export function HandlingWordsPage({ parts, boundBy, ...frame }: HandlingProps) {
  const { language } = frame
  return (
    <Page {...frame} title="portal.handling.title">
      <h1>{text(language, 'portal.handling.title')}</h1>
      {handlingParts.map((part) => (
        <section key={part} aria-labelledby={part}>
          <h2 id={part}>{text(language, `portal.handling.${part}.heading`)}</h2>
          <Prose words={wordsIn(parts[part], language)} />
          {part === 'time_limits' && boundBy.decideWithin && (
            <p>{text(language, 'portal.handling.decide', { within: boundBy.decideWithin })}</p>
          )}
          {part === 'outside_help' && boundBy.signposts.length > 0 && (
            <ul>
              {boundBy.signposts.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <ul className="ways">
        <li>
          <a className="first" href={`/tell-us?language=${language}`}>
            {text(language, 'portal.tell_us.title')}
          </a>
        </li>
        <li>
          <a href={`/my-complaint?language=${language}`}>{text(language, 'portal.find.title')}</a>
        </li>
      </ul>
    </Page>
  )
}

const wordsIn = (part: HandlingPage['parts'][keyof HandlingPage['parts']], language: Language): string =>
  part[language].own ?? part[language].usual
