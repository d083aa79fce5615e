import { sql } from 'kysely'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { type Hub, type Listener, type News, publish } from '../../platform/live/index.ts'
import { Problem } from '../../platform/problem.ts'
import { seesEverything, type Viewer, visibleTo } from '../filters.ts'
import { complaintId } from '../read.ts'
import { liveContract } from './contract.ts'
import { Presence } from './presence.ts'

type LiveServices = { db: Database; clock: Clock; hub: Hub }

/**
 * Adds the routes of what happens now: the stream of news, and who looks at a complaint.
 * @returns what is to be done every few seconds: forgetting those who left without a word
 */
export function liveRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, hub }: LiveServices,
): { forgetLeft: () => Promise<void> } {
  const presence = new Presence()
  /** Tells those who are on a complaint, and nobody else, who is. */
  const tellPresent = (id: string) => {
    const people = presence.present(id)
    publish(
      db,
      { kind: 'presence', id, people },
      people.map((person) => person.id),
    )
  }

  implement(http, gate, liveContract, {
    listenLive: async ({ query, headers }, { caller, request, reply }) => {
      if (!request.headers.accept?.includes('text/event-stream'))
        throw new Problem(
          'invalid',
          'event_stream_only',
          {},
          { fields: [{ field: 'accept', message: 'event_stream_only' }] },
        )
      reply.headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // nginx would gather the events into big pieces.
        'x-accel-buffering': 'no',
        // Nothing follows on this connection: left open, it would hold up the stop of the server.
        connection: 'close',
      })
      if (request.method === 'HEAD') return reply.send()
      return reply.send(
        hub.listen(listenerOf(db, gate, caller, request), headers['last-event-id'] ?? query.after ?? null),
      )
    },
    showPresence: async ({ params, body }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      const person = await personNamed(db, caller)
      const isNews = presence.enter(id, body.visit, { person, isWriting: body.writing }, clock.now().getTime())
      if (isNews) tellPresent(id)
      return { others: presence.present(id).filter((each) => each.id !== caller.id) }
    },
    endPresence: async ({ params, query }, { caller }) => {
      const id = await complaintId(db, params.reference, caller)
      if (presence.leave(id, query.visit, caller.id)) tellPresent(id)
      return undefined
    },
  })
  return {
    forgetLeft: async () => {
      for (const id of presence.sweep(clock.now().getTime())) tellPresent(id)
    },
  }
}

async function personNamed(db: Database, caller: Caller): Promise<{ id: string; name: string }> {
  if (caller.kind !== 'person') throw new Problem('forbidden', 'person_needed')
  return onlyRow(
    await sql<{ id: string; name: string }>`select id, name from people where id = ${caller.id}`.execute(db),
  )
}

/** The caller as one who listens: told of complaints that `visibleTo` lets them see, for as long as they are let in. */
function listenerOf(db: Database, gate: Gate, caller: Caller, request: FastifyRequest): Listener {
  return {
    id: caller.id,
    sees: (news) => (seesEverything(caller) ? news : onlyVisible(db, news, caller)),
    isAllowed: async () => {
      try {
        const now = await gate.identify(request)
        return now?.id === caller.id && now.role === caller.role
      } catch (error) {
        // A key that was revoked. Anything else says nothing about the caller.
        if (error instanceof Problem) return false
        throw error
      }
    },
  }
}

const aboutComplaint = new Set(['complaint', 'presence'])

async function onlyVisible(db: Database, news: readonly News[], viewer: Viewer): Promise<readonly News[]> {
  const ids = news.flatMap(({ kind, id }) => (aboutComplaint.has(kind) && id ? [id] : []))
  if (ids.length === 0) return news
  const { rows } = await sql<{ id: string }>`
    select c.id from complaints c where c.id = any (${ids}::uuid[]) and ${visibleTo(viewer)}`.execute(db)
  const visible = new Set(rows.map(({ id }) => id))
  return news.filter(({ kind, id }) => !aboutComplaint.has(kind) || visible.has(id ?? ''))
}
