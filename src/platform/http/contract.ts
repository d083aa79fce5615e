import { z } from 'zod'

/**
 * One route: what goes in, what comes out, in words for the reader of the API. A noun's `contract.ts` is a record of
 * them; from it come the route, its checks, its page in the API document and the typed client of the web app.
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Address with `:parameters`. */
  path: string
  /** One line; the first sentence of it is the heading in the document. */
  summary: string
  /** What else the document says, Markdown. What follows from the rest of the route is said there without it. */
  description?: string
  /** For the document, where one made up from the shapes would not be good enough. */
  example?: { body?: unknown; answer?: unknown }
  params?: z.ZodObject
  query?: z.ZodObject
  headers?: z.ZodObject
  body?: z.ZodType
  /** 'file' for an upload (the handler reads the parts itself), 'form' for a page's form. */
  accepts?: 'json' | 'file'
  /** The status of success and the shape of its answer; `null` for none, 'stream' for a file. */
  answer: {
    status: 200 | 201 | 202 | 204
    shape: z.ZodType | null | 'stream'
    /** Media types of a stream. */
    types?: string[]
    /** Whether a part of a stream may be asked for (`Range`). */
    isRanged?: true
  }
  /** The answer's `version` is its ETag too; who reads and has it already (`If-None-Match`) is told so with 304. */
  etag?: true
  /** Calls that fail count against the address they come from, so that nobody guesses passwords or codes. */
  isGuessable?: true
  /** An edit that takes `If-Match`: refused with 412 when what it would change is no longer that version. */
  ifMatch?: true
}

export type Contract = Record<string, Route>

/** States a contract, keeping its exact types. */
export const contract = <const C extends Contract>(routes: C): C => routes

/**
 * Gives shapes the names under which the document describes them: once each, wherever they are used.
 * @example nameShapes({ Complaint, Person })
 */
export function nameShapes(shapes: Record<string, z.ZodType>): void {
  for (const [id, shape] of Object.entries(shapes)) z.globalRegistry.add(shape, { ...z.globalRegistry.get(shape), id })
}

type Parsed<Shape> = Shape extends z.ZodType ? z.output<Shape> : undefined
type Given<Shape> = Shape extends z.ZodType ? z.input<Shape> : undefined

/** What a handler of the route receives, checked. */
export type Input<R extends Route> = {
  params: Parsed<R['params']>
  query: Parsed<R['query']>
  headers: Parsed<R['headers']>
  body: Parsed<R['body']>
}

/** What the route answers. */
export type Answer<R extends Route> = R['answer']['shape'] extends z.ZodType
  ? z.output<R['answer']['shape']>
  : undefined

/** What a caller of the route gives. */
export type Call<R extends Route> = {
  [Part in 'params' | 'query' | 'headers' | 'body' as R[Part] extends z.ZodType ? Part : never]: Given<R[Part]>
} & (R extends { ifMatch: true }
  ? { /** The `version` that the edit is based on. */ ifMatch?: string | number }
  : unknown)
