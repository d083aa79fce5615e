export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** The object that `json` is; an empty one for anything else, so that looking deeper finds nothing. */
export const objectIn = (json: Json | undefined): JsonObject => (isObject(json) ? json : {})

/** `json` with `change` applied to every object in it, innermost first. */
export function changeObjects(json: Json, change: (object: JsonObject) => JsonObject): Json {
  if (Array.isArray(json)) return json.map((each) => changeObjects(each, change))
  if (!isObject(json)) return json
  return change(Object.fromEntries(Object.entries(json).map(([key, value]) => [key, changeObjects(value, change)])))
}

/** A word or a number in `json` as it is written; nothing for anything else. */
export function wordIn(json: Json | undefined): string {
  if (typeof json === 'string') return json
  return typeof json === 'number' || typeof json === 'boolean' ? JSON.stringify(json) : ''
}
