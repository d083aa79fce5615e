import type { FastifyInstance, FastifyRequest } from 'fastify'
import { complaintId } from '../../complaints/read.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { type Language, languageFrom } from '../../platform/texts/index.ts'
import { knownIssuesContract } from './contract.ts'
import { matchPublished, productFamily, suggestFor } from './match.ts'
import { listPublished, readPublished, type Telling, toPublic } from './published.ts'
import { readKnownIssue } from './read.ts'
import { confirmStillSo, publish, withdraw, writeDraft } from './store.ts'

export type KnownIssueServices = { db: Database; clock: Clock; publicUrl: () => string }

const writerOf = ({ kind, id }: Caller): string | null => (kind === 'person' ? id : null)

/** Adds the routes of known issues: what the public sees, and how it is written. */
export function knownIssueRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, publicUrl }: KnownIssueServices,
): void {
  const telling = (request: FastifyRequest, language: Language | undefined): Telling => ({
    language: language ?? languageFrom(request.headers['accept-language']),
    now: clock.now(),
    publicUrl: publicUrl(),
  })
  const read = (id: string) => readKnownIssue(db, id, { now: clock.now(), publicUrl: publicUrl() })

  implement(http, gate, knownIssuesContract, {
    readKnownIssue: ({ params }) => read(params.id),
    writeKnownIssue: async ({ params, body }, { caller, ifMatch }) => {
      const writing = { byId: writerOf(caller), ifMatch, now: clock.now() }
      await inTransaction(db, (tx) => writeDraft(tx, params.id, body, writing))
      return read(params.id)
    },
    publishKnownIssue: async ({ params }, { caller, ifMatch }) => {
      await inTransaction(db, (tx) => publish(tx, params.id, { byId: writerOf(caller), ifMatch, now: clock.now() }))
      return read(params.id)
    },
    withdrawKnownIssue: async ({ params }, { caller, ifMatch }) => {
      await inTransaction(db, (tx) => withdraw(tx, params.id, { byId: writerOf(caller), ifMatch, now: clock.now() }))
      return read(params.id)
    },
    confirmKnownIssue: async ({ params }) => {
      await inTransaction(db, (tx) => confirmStillSo(tx, params.id, clock.now()))
      return read(params.id)
    },
    suggestKnownIssues: async ({ params }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      return suggestFor(db, id, { now: clock.now(), publicUrl: publicUrl() })
    },
    listKnownIssues: async ({ query }, { request }) => {
      const productIds = query.product ? await productFamily(db, query.product) : null
      return (await listPublished(db, productIds)).map((row) => toPublic(row, telling(request, query.language)))
    },
    readPublishedIssue: ({ params, query }, { request }) =>
      readPublished(db, params.slug, telling(request, query.language)),
    matchKnownIssues: ({ body }, { request }) =>
      matchPublished(db, { words: body.text, productId: body.productId ?? null }, telling(request, body.language)),
  })
}
