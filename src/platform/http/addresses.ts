import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Contract } from './contract.ts'

/** The address at which a server listens, as someone on this machine opens it; without a port before it does. */
export function listensAt(http: FastifyInstance): string {
  const [place] = http.addresses() as AddressInfo[]
  if (!place) return 'http://localhost'
  const host = ['0.0.0.0', '::'].includes(place.address) ? 'localhost' : place.address
  return `http://${host.includes(':') ? `[${host}]` : host}:${place.port}`
}

/**
 * Tells which methods an address takes, sorted; none where there is nothing at all.
 * @returns a question for the path of a request, without its query
 */
export function methodsOf(routes: Contract): (path: string) => string[] {
  const known = Object.values(routes).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
  }))
  return (path) => {
    const found = new Set<string>(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    if (found.has('GET')) found.add('HEAD')
    return [...found].toSorted((a, b) => (a < b ? -1 : 1))
  }
}
