import { type Json, type JsonObject, isObject, objectIn, wordIn } from '../json.ts'
import { resolve } from '../shapes.ts'

/** One operation as the page shows it. */
export type Operation = {
  id: string
  method: string
  path: string
  summary: string
  description: string
  group: string
  parameters: JsonObject[]
  /** Its fields, and the name of the shape when it has one. */
  body: { type: string; name: string | null; schema: JsonObject; example: Json | undefined } | null
  success: {
    status: string
    description: string
    content: { type: string; schema: JsonObject; example: Json | undefined }[]
  }
  refusals: { status: string; name: string }[]
  isOpen: boolean
}
export type Group = { name: string; description: string; operations: Operation[] }

/** The document's operations by group, in its order. */
export function groupsOf(document: JsonObject): Group[] {
  const operations = Object.entries(objectIn(document.paths)).flatMap(([path, methods]) =>
    Object.entries(objectIn(methods)).map(([method, each]) => operationOf(document, path, method, objectIn(each))),
  )
  return listIn(document.tags).map((tag) => ({
    name: wordIn(tag.name),
    description: wordIn(tag.description ?? ''),
    operations: operations.filter(({ group }) => group === tag.name),
  }))
}

export const listIn = (json: Json | undefined): JsonObject[] => (Array.isArray(json) ? json.filter(isObject) : [])

function operationOf(document: JsonObject, path: string, method: string, described: JsonObject): Operation {
  const { parameters } = objectIn(document.components)
  const named = objectIn(parameters)
  const responses = Object.entries(objectIn(described.responses))
  const [status, response] = responses.find(([code]) => code.startsWith('2')) ?? ['', {}]
  return {
    id: wordIn(described.operationId),
    method: method.toUpperCase(),
    path,
    summary: wordIn(described.summary),
    description: wordIn(described.description ?? ''),
    group: wordIn((described.tags as Json[])[0]),
    parameters: listIn(described.parameters)
      .map((each) => (each.$ref ? objectIn(named[lastPart(wordIn(each.$ref))]) : each))
      .filter(({ name }) => name !== 'Accept-Language'),
    body: bodyOf(document, objectIn(described.requestBody)),
    success: { status, description: wordIn(objectIn(response).description), content: contentOf(objectIn(response)) },
    refusals: responses
      .map(([code, each]) => ({ status: code, ref: objectIn(each).$ref }))
      .filter(({ ref }) => typeof ref === 'string')
      .map(({ status: code, ref }) => ({ status: code, name: lastPart(wordIn(ref)) })),
    isOpen: Array.isArray(described.security),
  }
}

function bodyOf(document: JsonObject, requestBody: JsonObject): Operation['body'] {
  const [content] = contentOf(requestBody)
  if (!content) return null
  const { $ref } = content.schema
  if (typeof $ref !== 'string') return { ...content, name: null }
  const shapes = objectIn(objectIn(document.components).schemas)
  return { ...content, name: lastPart($ref), schema: resolve(content.schema, shapes) }
}

export const lastPart = (reference: string): string => reference.split('/').at(-1) ?? ''

const contentOf = ({ content }: JsonObject) =>
  Object.entries(objectIn(content)).map(([type, each]) => {
    const { schema, example } = objectIn(each)
    return { type, schema: objectIn(schema), example }
  })

/** The groups with those of their operations in whose words every word of `query` stands; without groups that have none. */
export function search<Found extends { operations: { words: string }[] }>(groups: Found[], query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups
  const matches = (operation: { words: string }) => words.every((word) => operation.words.includes(word))
  return groups
    .map((group) => ({ ...group, operations: group.operations.filter(matches) }))
    .filter(({ operations }) => operations.length > 0)
}

/** Everything by which an operation is found, in small letters. */
export function searchTextOf(operation: Operation): string {
  const { id, method, path, summary, description, group, parameters, body } = operation
  const names = [...parameters.map(({ name }) => wordIn(name)), ...Object.keys(objectIn(body?.schema.properties))]
  return [id, method, path, summary, description, group, ...names].join(' ').toLowerCase()
}

/** The call as one types it, with the address and the key from the environment (`$AMENDS`, `$AMENDS_KEY`). */
export function curlOf({ method, path, parameters, body, isOpen, success }: Operation): string {
  const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => exampleFor(parameters, name))
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name, example }) => `${wordIn(name)}=${encodeURIComponent(wordIn(example))}`)
  const target = `"$AMENDS${address}${query.length > 0 ? `?${query.join('&')}` : ''}"`
  const isOnce = parameters.some(({ name }) => name === 'Idempotency-Key')
  const isFile = body?.type === 'multipart/form-data'
  const [first] = success.content
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${target}`,
    isOpen ? '' : '-H "Authorization: Bearer $AMENDS_KEY"',
    isOnce ? '-H "Idempotency-Key: order-81-late"' : '',
    body && !isFile ? '-H "Content-Type: application/json"' : '',
    isFile ? '-F file=@complaints.csv' : '',
    body && !isFile ? `-d '${JSON.stringify(body.example, null, 2).replaceAll("'", "'\\''")}'` : '',
    first && !/json|event-stream|html/.test(first.type) ? '-OJ' : '',
    first?.type === 'text/event-stream' ? '-N -H "Accept: text/event-stream"' : '',
  ]
  return lines.filter(Boolean).join(' \\\n  ')
}

const exampleFor = (parameters: JsonObject[], name: string): string =>
  encodeURIComponent(wordIn(parameters.find((each) => each.name === name && each.in === 'path')?.example ?? name))
