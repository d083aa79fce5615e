import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Contract } from '../platform/http/contract.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { productFolder } from '../platform/root.ts'
import { documentContract } from './contract.ts'
import { describeApi } from './openapi.ts'

/** Adds the routes of the API's description. `contracts` and `access` are those of the whole product. */
export function documentRoutes(
  http: FastifyInstance,
  gate: Gate,
  { contracts, access }: { contracts: Contract; access: Record<string, readonly string[] | 'anyone'> },
): void {
  const { version } = JSON.parse(readFileSync(join(productFolder, 'package.json'), 'utf8')) as { version: string }
  const document = describeApi(contracts, access, version)
  const written = JSON.stringify(document)
  implement(http, gate, documentContract, {
    // Anybody's program may read it, also one that runs in a page from elsewhere: it says nothing about this installation.
    readDocument: async (_input, { reply }) =>
      reply.header('access-control-allow-origin', '*').type('application/json').send(written),
    readDocumentPage: async (_input, { reply }) => reply.type('text/html; charset=utf-8').send(''),
  })
}
