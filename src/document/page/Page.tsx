import { renderToStaticMarkup } from 'react-dom/server'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { type JsonObject, objectIn, wordIn } from '../json.ts'
import { script, style } from './appearance.ts'
import { Fields } from './Fields.tsx'
import { OperationPart, type SayText } from './Operation.tsx'
import { groupsOf, search, searchTextOf } from './reading.ts'
import { inline, Words } from './words.tsx'

/** An operation's markup, and the words by which it is found. */
type Drawn = { words: string; markup: string }
type DrawnGroup = { name: string; description: string; operations: Drawn[] }
type PageProps = {
  info: JsonObject
  groups: DrawnGroup[]
  appendix: string
  language: Language
  query: string
  address: string
}

/**
 * The API's description as a page that is whole without JavaScript and without anything from elsewhere. What never changes is
 * drawn once, so that whoever asks for many pages does not keep us busy.
 * @returns the page for a query (empty: everything) and the address under which the caller reached us
 */
export function drawPages(document: JsonObject, language: Language): (query: string, address: string) => string {
  const say: SayText = (key: TextKey) => text(language, key as never)
  const groups = groupsOf(document).map((group) => ({
    ...group,
    operations: group.operations.map((operation) => ({
      words: searchTextOf(operation),
      markup: renderToStaticMarkup(<OperationPart operation={operation} say={say} />),
    })),
  }))
  const appendix = renderToStaticMarkup(<Appendix components={objectIn(document.components)} say={say} />)
  const fixed = { info: objectIn(document.info), appendix, language }
  return (query, address) =>
    `<!doctype html>${renderToStaticMarkup(<DocumentPage {...fixed} groups={search(groups, query)} query={query} address={address} />)}`
}

function DocumentPage({ info, groups, appendix, language, query, address }: PageProps) {
  const say: SayText = (key: TextKey) => text(language, key as never)
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{say('api_docs.title')}</title>
        <link rel="icon" href="/favicon.svg" />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body data-copy={say('api_docs.copy')} data-copied={say('api_docs.copied')}>
        <a className="skip" href="#operations">
          {say('api_docs.skip')}
        </a>
        <Header language={language} query={query} say={say} />
        <div className="columns">
          <Contents groups={groups} query={query} say={say} />
          <main>
            {query !== '' && <h1>{query}</h1>}
            {query === '' && <Beginning info={info} address={address} say={say} />}
            <div id="operations">
              {groups.map((group) => (
                <GroupPart key={group.name} group={group} isOpen={query !== ''} />
              ))}
            </div>
            <p id="none" hidden={groups.length > 0}>
              {say('api_docs.none')}
            </p>
            {query === '' && <div data-about="" dangerouslySetInnerHTML={{ __html: appendix }} />}
          </main>
        </div>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  )
}

function Header({ language, query, say }: { language: Language; query: string; say: SayText }) {
  const other = language === 'en' ? 'ru' : 'en'
  return (
    <header>
      <strong>{say('api_docs.title')}</strong>
      <search>
        <form action="/api/docs">
          <input type="hidden" name="language" value={language} />
          <input
            type="search"
            name="q"
            defaultValue={query}
            placeholder={say('api_docs.search')}
            aria-label={say('api_docs.search')}
          />
          <button type="submit">{say('api_docs.find')}</button>
        </form>
      </search>
      <nav aria-label={say('api_docs.other')}>
        <a href="/api/openapi.json">openapi.json</a>
        <a href={`/api/docs?language=${other}`} lang={other} hrefLang={other}>
          {text(other, 'portal.this_language')}
        </a>
      </nav>
    </header>
  )
}

function Contents({ groups, query, say }: { groups: DrawnGroup[]; query: string; say: SayText }) {
  return (
    <aside>
      <nav aria-label={say('api_docs.contents')}>
        <ul>
          {query === '' && (
            <li>
              <a href="#start">{say('api_docs.start')}</a>
            </li>
          )}
          {groups.map(({ name }) => (
            <li key={name}>
              <a href={`#${idOf(name)}`}>{name}</a>
            </li>
          ))}
          {query === '' && (
            <>
              <li>
                <a href="#problems">{say('api_docs.problems')}</a>
              </li>
              <li>
                <a href="#shapes">{say('api_docs.shapes')}</a>
              </li>
            </>
          )}
        </ul>
      </nav>
    </aside>
  )
}

const idOf = (name: string): string => name.toLowerCase().replaceAll(/\W+/g, '-')

function Beginning({ info, address, say }: { info: JsonObject; address: string; say: SayText }) {
  const first = [
    `export AMENDS=${address}`,
    `export AMENDS_KEY=amends_…   # ${say('api_docs.key_from')}`,
    'curl "$AMENDS/api/v1/complaints?limit=3" -H "Authorization: Bearer $AMENDS_KEY"',
  ]
  return (
    <div data-about="" id="start">
      <h1>
        {wordIn(info.title)} API <small>{wordIn(info.version)}</small>
      </h1>
      <Words>{wordIn(info.description)}</Words>
      <h2>{say('api_docs.start')}</h2>
      <p>{say('api_docs.start_how')}</p>
      <pre>
        <code>{first.join('\n')}</code>
      </pre>
    </div>
  )
}

function GroupPart({ group, isOpen }: { group: DrawnGroup; isOpen: boolean }) {
  const markup = group.operations.map((operation) => operation.markup).join('')
  const unfolded = isOpen ? markup.replaceAll('<details data-words', '<details open data-words') : markup
  return (
    <section data-group="" aria-labelledby={idOf(group.name)}>
      <h2 id={idOf(group.name)}>{group.name}</h2>
      <p lang="en">{inline(group.description)}</p>
      <div className="operations" dangerouslySetInnerHTML={{ __html: unfolded }} />
    </section>
  )
}

/** What operations refer to: how they refuse, and the shapes that have names. */
function Appendix({ components, say }: { components: JsonObject; say: SayText }) {
  return (
    <>
      <h2 id="problems">{say('api_docs.problems')}</h2>
      {Object.entries(objectIn(components.responses)).map(([name, each]) => {
        const { description, content } = objectIn(each)
        const { example } = objectIn(objectIn(content)['application/problem+json'])
        return (
          <div key={name}>
            <h3 id={`problem-${name}`}>
              {wordIn(objectIn(example).status)} {name}
            </h3>
            <Words>{wordIn(description)}</Words>
          </div>
        )
      })}
      <h2 id="shapes">{say('api_docs.shapes')}</h2>
      {Object.entries(objectIn(components.schemas)).map(([name, schema]) => (
        <div key={name}>
          <h3 id={`shape-${name}`}>{name}</h3>
          <Words>{wordIn(objectIn(schema).description ?? '')}</Words>
          <Fields schema={objectIn(schema)} say={say} />
        </div>
      ))}
    </>
  )
}
