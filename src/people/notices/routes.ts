import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { noticesContract } from './contract.ts'
import { countUnread, listNotices, markRead } from './store.ts'

/** Adds the routes of notices. Everyone has their own; a program has none. */
export function noticeRoutes(http: FastifyInstance, gate: Gate, { db, clock }: { db: Database; clock: Clock }): void {
  implement(http, gate, noticesContract, {
    listNotices: ({ query }, { caller }) => listNotices(db, caller.id, query),
    countNotices: async (_input, { caller }) => ({ unread: await countUnread(db, caller.id) }),
    readNotices: async ({ body }, { caller }) => {
      await markRead(db, caller.id, body, clock.now())
      return undefined
    },
  })
}
