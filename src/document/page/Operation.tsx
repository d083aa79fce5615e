import type { TextKey } from '../../platform/texts/index.ts'
import { objectIn, wordIn } from '../json.ts'
import { Field, Fields } from './Fields.tsx'
import { curlOf, type Operation, searchTextOf } from './reading.ts'
import { Words } from './words.tsx'

export type SayText = (key: TextKey) => string

/** One operation, folded; whoever comes by its link finds it open. */
export function OperationPart({ operation, say }: { operation: Operation; say: SayText }) {
  const { id, method, path, summary, description } = operation
  return (
    <details data-words={searchTextOf(operation)}>
      <summary>
        <b className={`method ${method.toLowerCase()}`}>{method}</b> <code>{path}</code> <span>{summary}</span>
      </summary>
      <div className="inside" id={id}>
        <Words>{description}</Words>
        <pre>
          <code>{curlOf(operation)}</code>
        </pre>
        <Asked operation={operation} say={say} />
        <Answered operation={operation} say={say} />
        <p className="link">
          <a href={`#${id}`}>#{id}</a>
        </p>
      </div>
    </details>
  )
}

function Asked({ operation: { parameters, body }, say }: { operation: Operation; say: SayText }) {
  return (
    <>
      {parameters.length > 0 && (
        <>
          <h3>{say('api_docs.parameters')}</h3>
          <dl>
            {parameters.map(({ name, in: place, schema, description, required }) => (
              <Field
                key={`${wordIn(place)} ${wordIn(name)}`}
                name={wordIn(name)}
                schema={{ ...objectIn(schema), ...(description !== undefined && { description }) }}
                isNeeded={required === true}
                isGiven
                say={say}
              />
            ))}
          </dl>
        </>
      )}
      {body && (
        <>
          <h3>
            {say('api_docs.body')} <small>{body.type}</small>{' '}
            {body.name && (
              <small>
                <a href={`#shape-${body.name}`}>{body.name}</a>
              </small>
            )}
          </h3>
          <Fields schema={body.schema} say={say} isGiven />
        </>
      )}
    </>
  )
}

function Answered({ operation: { success, refusals }, say }: { operation: Operation; say: SayText }) {
  const [content] = success.content
  return (
    <>
      <h3>
        {say('api_docs.answer')} {success.status} <small>{success.content.map(({ type }) => type).join(', ')}</small>
      </h3>
      {content ? <Fields schema={content.schema} say={say} /> : <p>{success.description}</p>}
      {content?.example !== undefined && (
        <details className="example">
          <summary>{say('api_docs.example')}</summary>
          <pre>
            <code>{JSON.stringify(content.example, null, 2)}</code>
          </pre>
        </details>
      )}
      <p className="refusals">
        {say('api_docs.refused')}{' '}
        {refusals.map(({ status, name }) => (
          <a key={status} href={`#problem-${name}`}>
            {status}
          </a>
        ))}
      </p>
    </>
  )
}
