import type { ReactNode } from 'react'
import { type Json, type JsonObject, isObject, objectIn, wordIn } from '../json.ts'
import { lastPart, listIn } from './reading.ts'
import { inline } from './words.tsx'

type Say = (key: 'api_docs.needed' | 'api_docs.list_of' | 'api_docs.or' | 'api_docs.one_of' | 'api_docs.any') => string

type FieldsProps = { schema: JsonObject; say: Say; isGiven?: boolean }

/**
 * The fields of an object, one a line: name, type, words. What is inside is shown inside.
 * @param isGiven  by the caller, who must know which fields cannot be left out
 */
export function Fields({ schema, say, isGiven = schema.additionalProperties === false }: FieldsProps) {
  const { properties, required } = schema
  const needed = isGiven && Array.isArray(required) ? required : []
  if (!isObject(properties)) return <p className="type">{typeOf(schema, say)}</p>
  return (
    <dl>
      {Object.entries(properties).map(([name, each]) => (
        <Field
          key={name}
          name={name}
          schema={objectIn(each)}
          isNeeded={needed.includes(name)}
          isGiven={isGiven}
          say={say}
        />
      ))}
    </dl>
  )
}

type FieldProps = { name: string; schema: JsonObject; isNeeded: boolean; isGiven: boolean; say: Say }

/** One field, or one parameter. */
export function Field({ name, schema, isNeeded, isGiven, say }: FieldProps) {
  const inside = insideOf(schema)
  return (
    <div>
      <dt>
        <code>{name}</code> <span className="type">{typeOf(schema, say)}</span>
        {isNeeded && <span className="needed"> {say('api_docs.needed')}</span>}
      </dt>
      <dd>
        {schema.description !== undefined && inline(wordIn(schema.description))}
        <Limits schema={schema} />
        {inside && <Fields schema={inside} say={say} isGiven={isGiven} />}
      </dd>
    </div>
  )
}

/** The object that a field holds, itself, in a list, or beside null; null when it holds none or one with a name. */
function insideOf(schema: JsonObject): JsonObject | null {
  if (isObject(schema.properties)) return schema
  if (isObject(schema.items)) return insideOf(schema.items)
  const ways = listIn(schema.anyOf).filter(({ type }) => type !== 'null')
  return ways.length === 1 && ways[0] ? insideOf(ways[0]) : null
}

function Limits({ schema }: { schema: JsonObject }) {
  const said = [
    limit('≥', schema.minimum),
    limit('>', schema.exclusiveMinimum),
    limit('≤', schema.maximum),
    schema.maxLength === undefined
      ? ''
      : `${wordIn(schema.minLength ?? 0)}–${Number(schema.maxLength).toLocaleString('en')}`,
    schema.default === undefined ? '' : `= ${JSON.stringify(schema.default)}`,
  ].filter(Boolean)
  return said.length > 0 && <small> {said.join(' · ')}</small>
}

const limit = (sign: string, value: Json | undefined): string =>
  value === undefined ? '' : `${sign} ${JSON.stringify(value)}`

/** A type in words, with a link where it has a name. */
export function typeOf(schema: JsonObject, say: Say): ReactNode {
  if (typeof schema.$ref === 'string') {
    const name = lastPart(schema.$ref)
    return <a href={`#shape-${name}`}>{name}</a>
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum))
    return `${say('api_docs.one_of')} ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}`
  const ways = schema.anyOf ?? schema.oneOf
  if (Array.isArray(ways))
    return between(
      listIn(ways).map((way) => typeOf(way, say)),
      ` ${say('api_docs.or')} `,
    )
  if (schema.type === 'array')
    return (
      <>
        {say('api_docs.list_of')} {typeOf(objectIn(schema.items), say)}
      </>
    )
  const types = Array.isArray(schema.type) ? schema.type.map(wordIn).join(` ${say('api_docs.or')} `) : schema.type
  return schema.format ? `${wordIn(types)} (${wordIn(schema.format)})` : wordIn(types ?? say('api_docs.any'))
}

const between = (nodes: ReactNode[], joint: string): ReactNode =>
  nodes.map((node, at) => (
    <span key={at}>
      {at > 0 && joint}
      {node}
    </span>
  ))
