import { type Json, type JsonObject, isObject, objectIn, wordIn } from './json.ts'
import { resolve } from './shapes.ts'

const id = '019a2f6e-8b1c-7d3e-9f40-1a2b3c4d5e6f'

/** What a field of this name holds in examples, where its schema allows it. */
const values: Record<string, Json> = {
  reference: 'AM-7Q2M4-K9TX3',
  into: 'AM-7Q2M4-K9TX3',
  text: 'My parcel came three days late, and nobody told me.',
  excerpt: 'My parcel came three days late, and …',
  title: 'Late parcel',
  name: 'Kim Larsen',
  email: 'kim@example.com',
  phone: '+44 20 7946 0000',
  language: 'en',
  channel: 'email',
  source: 'api',
  externalId: '4711',
  product: 'Parcels',
  issue: 'Late delivery',
  key: 'amends_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  password: 'a long password',
  current: 'the old password',
  customerWords: 'Thank you, that settles it for me.',
  reason: 'The customer rang again: it is not solved.',
  reasons: 'We promised three days and took six. We refund the postage.',
  recourse: 'You can turn to the ombudsman for parcel services.',
  why: 'The customer asks for someone who can decide.',
  note: 'She prefers to be called after five.',
  code: 'late-parcel',
  fileName: 'complaints.csv',
  unitName: 'parcels',
  currency: 'EUR',
  organization: 'Parcels & Co',
  owner: 'me',
  version: 3,
  seq: 1,
  status: 400,
  count: 12,
  q: 'parcel -refund',
  cursor: 'WyIyMDI2LTAzLTAyIl0',
  colour: 'blue',
  path: '/srv/complaints.csv',
  from: '08:00',
  to: '17:00',
  timeZone: 'Europe/London',
  month: '2026-03-01',
  expectedRatio: 0.5,
  at: '08:00',
}

const formats: Record<string, Json> = {
  uuid: id,
  'date-time': '2026-03-02T09:00:00Z',
  date: '2026-03-01',
  email: 'kim@example.com',
  uri: 'https://example.com',
}

/**
 * An example of what a schema describes, made up from the field's name and its format; always the same.
 * @param name   of the field that holds it, which says more about it than its type
 */
export function exampleOf(schema: JsonObject, components: JsonObject, name = '', depth = 0): Json {
  const { const: only, enum: choices, anyOf, oneOf, allOf, default: otherwise } = schema
  if (schema.$ref) return exampleOf(resolve(schema, components), components, name, depth + 1)
  if (only !== undefined) return only
  const known = values[name]
  if (known !== undefined && fits(known, schema)) return known
  if (otherwise !== undefined && otherwise !== null) return otherwise
  if (Array.isArray(choices)) return choices[0] ?? null
  const ways = anyOf ?? oneOf ?? (schema.type === undefined ? allOf : undefined)
  if (Array.isArray(ways)) return exampleOf(firstOf(ways, components), components, name, depth)
  return plainExample(schema, components, name, depth)
}

/** The first way that is not "nothing". */
const firstOf = (ways: Json[], components: JsonObject): JsonObject =>
  ways.filter(isObject).find((way) => resolve(way, components).type !== 'null') ?? {}

function plainExample(schema: JsonObject, components: JsonObject, name: string, depth: number): Json {
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type
  if (type === 'object') return objectExample(schema, components, depth)
  if (type === 'array') return arrayExample(schema, components, name, depth)
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return Math.max(Number(schema.minimum ?? 1), 1)
  if (type === 'string') return formats[wordIn(schema.format)] ?? wordsFor(schema, name)
  return type === 'null' ? null : {}
}

function objectExample(schema: JsonObject, components: JsonObject, depth: number): JsonObject {
  const { properties, additionalProperties } = schema
  if (!isObject(properties)) {
    if (depth > 14 || !isObject(additionalProperties)) return {}
    const { enum: keys } = objectIn(schema.propertyNames)
    const required = Array.isArray(schema.required) ? schema.required : null
    const given = required ?? (Array.isArray(keys) ? keys : ['example'])
    return Object.fromEntries(
      given.map((key) => [wordIn(key), exampleOf(additionalProperties, components, wordIn(key), depth + 1)]),
    )
  }
  const made = Object.entries(properties).map(([key, each]): [string, Json] => [
    key,
    exampleOf(objectIn(each), components, key, depth + 1),
  ])
  return Object.fromEntries(made)
}

function arrayExample(schema: JsonObject, components: JsonObject, name: string, depth: number): Json[] {
  if (depth > 14) return []
  const one = exampleOf(objectIn(schema.items), components, name.replace(/s$/, ''), depth + 1)
  return Array.from({ length: Math.max(1, Number(schema.minItems ?? 1)) }, () => one)
}

function wordsFor({ minLength, maxLength }: JsonObject, name: string): string {
  const words = name === '' ? 'text' : name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return words.padEnd(Number(minLength ?? 0), ' …').slice(0, Number(maxLength ?? 200))
}

function fits(value: Json, { type, enum: choices, format, minLength, maxLength, pattern }: JsonObject): boolean {
  if (Array.isArray(choices)) return choices.includes(value)
  if (format !== undefined && format !== 'email') return false
  const types = Array.isArray(type) ? type : [type]
  if (typeof value === 'number') return types.includes('integer') || types.includes('number')
  if (typeof value !== 'string' || !types.includes('string')) return false
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return false
  return value.length >= Number(minLength ?? 0) && value.length <= Number(maxLength ?? 1000)
}
