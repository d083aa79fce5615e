import { z } from 'zod'
import { changeObjects, isObject, type JsonObject, objectIn } from './json.ts'

/** What comes in is described before defaults and transformations, what goes out after them. */
type Side = 'input' | 'output'
/** The JSON Schema of a shape, in which every shape with a name is a reference to `components`. */
export type Shapes = {
  schemaOf: (shape: z.ZodType, side: Side) => JsonObject
  components: JsonObject
}

const home = '#/components/schemas/'

/**
 * JSON Schemas (2020-12, the language of OpenAPI 3.1) for all `shapes`. A shape with a name, `.meta({ id })`, is described
 * once; one that is taken in otherwise than it is given out has two descriptions, the one taken in named `…Given`.
 */
export function describeShapes(shapes: { shape: z.ZodType; side: Side }[]): Shapes {
  const known: Record<Side, JsonObject> = { input: {}, output: {} }
  for (const { shape, side } of shapes) Object.assign(known[side], definitionsOf(shape, side))
  const twofold = twofoldNames(known)
  const nameOf = (id: string, side: Side) => (side === 'input' && twofold.has(id) ? `${id}Given` : id)
  const place = (schema: JsonObject, side: Side) =>
    changeObjects(schema, (object) =>
      typeof object.$ref === 'string' ? { ...object, $ref: home + nameOf(idIn(object.$ref), side) } : object,
    ) as JsonObject
  const components: JsonObject = {}
  for (const side of ['output', 'input'] as const)
    for (const [id, schema] of Object.entries(known[side])) components[nameOf(id, side)] = place(objectIn(schema), side)
  return { schemaOf: (shape, side) => place(bare(jsonSchema(shape, side)), side), components: sorted(components) }
}

const idIn = (reference: string): string => reference.split('/').at(-1) ?? ''
const sorted = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)))
const bare = ({ $defs: _defs, $schema: _schema, id: _id, ...schema }: JsonObject): JsonObject => schema

/** The named shapes inside a shape, itself included, by name. */
function definitionsOf(shape: z.ZodType, side: Side): JsonObject {
  // In a list of its own, a shape that has a name is a reference too.
  const { $defs } = jsonSchema(z.array(shape), side)
  return Object.fromEntries(Object.entries(objectIn($defs)).map(([id, schema]) => [id, bare(objectIn(schema))]))
}

/** Names of what is taken in otherwise than it is given out, itself or in something it refers to. */
function twofoldNames({ input, output }: Record<Side, JsonObject>): Set<string> {
  const both = Object.keys(input).filter((id) => output[id] !== undefined)
  const twofold = new Set(both.filter((id) => JSON.stringify(input[id]) !== JSON.stringify(output[id])))
  const refersToTwofold = (id: string) => [...twofold].some((each) => JSON.stringify(input[id]).includes(`/${each}"`))
  for (let before = -1; before < twofold.size; ) {
    before = twofold.size
    for (const id of both.filter(refersToTwofold)) twofold.add(id)
  }
  return twofold
}

function jsonSchema(shape: z.ZodType, side: Side): JsonObject {
  const schema = z.toJSONSchema(shape, {
    io: side,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made }) => {
      // Answers may gain fields: a reader must not refuse what it does not know yet.
      const isOpen = zodSchema._zod.def.type === 'object' && !('catchall' in zodSchema._zod.def && isNever(zodSchema))
      if (isOpen) delete made.additionalProperties
      // The format says it; the pattern is how zod checks it.
      if (typeof made.format === 'string') delete made.pattern
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum
    },
  })
  return changeObjects(JSON.parse(JSON.stringify(schema)), withoutNullWay) as JsonObject
}

/** "A string or null" said in one line instead of two ways. */
function withoutNullWay(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema
  if (!Array.isArray(anyOf) || anyOf.length !== 2 || objectIn(anyOf[1]).type !== 'null') return schema
  const way = objectIn(anyOf[0])
  const isPlain =
    typeof way.type === 'string' && way.type !== 'object' && way.enum === undefined && way.const === undefined
  return isPlain ? { ...way, ...rest, type: [way.type as string, 'null'] } : schema
}

function isNever(shape: z.core.$ZodType): boolean {
  const { catchall } = shape._zod.def as { catchall?: z.core.$ZodType }
  return catchall?._zod.def.type === 'never'
}

/** The schema that a reference leads to, or the schema itself. */
export function resolve(schema: JsonObject, components: JsonObject): JsonObject {
  if (typeof schema.$ref !== 'string') return schema
  const found = components[idIn(schema.$ref)]
  return isObject(found) ? resolve(found, components) : {}
}
