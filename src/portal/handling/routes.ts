import type { FastifyInstance } from 'fastify'
import { findOrganization, takeTurns } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { languageOf } from '../form.ts'
import { PlainPage, sendPage } from '../page.tsx'
import { handlingContract } from './contract.ts'
import { HandlingWordsPage } from './page.tsx'
import { readBoundBy, readHandlingPage, saveHandlingPage } from './store.ts'

export type HandlingServices = {
  db: Database
  clock: Clock
  /** Where customers reach us, without a slash at the end. */
  publicUrl: () => string
}
const path = '/how-we-handle-complaints'

/** Adds the page, and how administrators change what it says. */
export function handlingRoutes(http: FastifyInstance, gate: Gate, { db, clock, publicUrl }: HandlingServices): void {
  const whole = async () => ({ ...(await readHandlingPage(db)), address: publicUrl() })

  implement(http, gate, handlingContract, {
    readHandlingPage: whole,
    saveHandlingPage: async ({ body }, { caller, ifMatch }) => {
      await inTransaction(db, async (tx) => {
        // Held until the end: else two who save at once would both find the version they know.
        await takeTurns(tx)
        if (ifMatch !== null) requireVersion(ifMatch, (await readHandlingPage(tx)).version)
        await saveHandlingPage(tx, body.parts, caller.kind === 'person' ? caller.id : null, clock.now())
      })
      return whole()
    },
  })

  http.get(path, async (request, reply) => {
    const language = languageOf(request)
    const organization = await findOrganization(db)
    const frame = { language, organization: organization?.name ?? '', path }
    if (!organization) return sendPage(reply, PlainPage({ ...frame, about: 'not_ready' }), 503)
    const [{ parts }, boundBy] = await Promise.all([readHandlingPage(db), readBoundBy(db, language, clock.now())])
    return sendPage(reply, HandlingWordsPage({ ...frame, parts, boundBy }))
  })
}
