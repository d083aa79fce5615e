import routes from 'virtual:operations'
import type { Operations } from '../../src/contracts.ts'
import type { Answer, Call } from '../../src/platform/http/contract.ts'

export type OperationName = keyof Operations
export type AnswerOf<Name extends OperationName> = Answer<Operations[Name]>
type CallOf<Name extends OperationName> = Call<Operations[Name]>
type Parts = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  headers?: Record<string, string>
  body?: unknown
  ifMatch?: string | number
}

/** What the server refused and why: its problem details, or that it was not reached at all (status 0). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: { field: string; message: string }[] = [],
    /** Of a stale edit (412): the version that there is now. */
    readonly version: string | number | null = null,
  ) {
    super(detail || title)
  }
}

function routeOf(operation: OperationName): [method: string, path: string] {
  const route = routes[operation]
  if (!route) throw new Error(`The API has no operation "${operation}"`)
  return route
}

/** The address of an operation with its parameters and query, for links and downloads. */
export function addressOf<Name extends OperationName>(operation: Name, { params = {}, query = {} }: Parts): string {
  const [, path] = routeOf(operation)
  const address = path.replace(/:(\w+)/g, (_whole: string, name: string) => encodeURIComponent(String(params[name])))
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return given.length === 0
    ? address
    : `${address}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/**
 * Calls an operation of the API; what goes in and what comes out is typed by its contract.
 * @throws ApiProblem when refused or not reached
 */
export async function call<Name extends OperationName>(
  operation: Name,
  input: CallOf<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const parts = input as Parts
  const isFile = parts.body instanceof FormData
  return send(operation, parts, {
    signal,
    headers: {
      ...parts.headers,
      ...(parts.ifMatch !== undefined && { 'if-match': `"${parts.ifMatch}"` }),
      ...(parts.body !== undefined && !isFile && { 'content-type': 'application/json' }),
    },
    body: parts.body === undefined ? undefined : isFile ? (parts.body as FormData) : JSON.stringify(parts.body),
  })
}

async function send<Name extends OperationName>(
  operation: Name,
  parts: Parts,
  request: RequestInit,
): Promise<AnswerOf<Name>> {
  const [method] = routeOf(operation)
  // The language on screen, which may be another than the browser's: a refusal must be understood.
  const headers = { 'accept-language': document.documentElement.lang, ...request.headers }
  const address = addressOf(operation, parts)
  const answer = await fetch(address, { method, credentials: 'same-origin', ...request, headers }).catch((cause) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiProblem(0, '', '')
  })
  const text = await answer.text()
  const body = text === '' ? undefined : JSON.parse(text)
  if (!answer.ok)
    throw new ApiProblem(answer.status, body?.title ?? '', body?.detail ?? '', body?.errors, body?.version)
  return body as AnswerOf<Name>
}
