import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Contract } from '../platform/http/contract.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { productFolder } from '../platform/root.ts'
import { type Language, languageFrom } from '../platform/texts/index.ts'
import { documentContract } from './contract.ts'
import type { JsonObject } from './json.ts'
import { describeApi } from './openapi.ts'
import { createPacker, packingFor } from './packed.ts'
import { script, style } from './page/appearance.ts'
import { drawPages } from './page/Page.tsx'

/** Adds the routes of the API's description. `contracts` and `access` are those of the whole product. */
export function documentRoutes(
  http: FastifyInstance,
  gate: Gate,
  { contracts, access }: { contracts: Contract; access: Record<string, readonly string[] | 'anyone'> },
): void {
  const { version } = JSON.parse(readFileSync(join(productFolder, 'package.json'), 'utf8')) as { version: string }
  // Made when first asked for: a quarter of a second that a start need not wait.
  let made: JsonObject | null = null
  const document = () => (made ??= describeApi(contracts, access, version))
  const pages: Partial<Record<Language, ReturnType<typeof drawPages>>> = {}
  const packed = createPacker()
  const answer = async (request: FastifyRequest, reply: FastifyReply, name: string, make: () => string) => {
    const packing = packingFor(request.headers['accept-encoding'])
    if (packing !== 'identity') reply.header('content-encoding', packing)
    return reply.header('vary', 'accept-encoding, accept-language').send(await packed(name, packing, make))
  }

  implement(http, gate, documentContract, {
    readDocument: async (_input, { request, reply }) => {
      // Anybody's program may read it, also one in a page from elsewhere: it says nothing of this installation.
      reply.header('access-control-allow-origin', '*').type('application/json')
      return answer(request, reply, 'document', () => JSON.stringify(document()))
    },
    readDocumentPage: async ({ query: { q, language: asked } }, { caller, request, reply }) => {
      const language = asked ?? caller?.language ?? languageFrom(request.headers['accept-language'])
      const address = `${request.protocol}://${request.host}`
      const page = () => (pages[language] ??= drawPages(document(), language))(q, address)
      reply.type('text/html; charset=utf-8').header('content-security-policy', policy)
      return answer(request, reply, JSON.stringify([language, q, address]), page)
    },
  })
}

const hashOf = (words: string): string => `'sha256-${createHash('sha256').update(words).digest('base64')}'`
/** Nothing but what travels with the page runs or colours it. */
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')
