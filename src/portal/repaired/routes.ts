import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { listPublished, type Telling, toPublic } from '../../known-issues/issues/published.ts'
import { factsOf, proofWords } from '../../known-issues/told/facts.ts'
import { findOrganization } from '../../people/organization.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { languageOf } from '../form.ts'
import { PlainPage, sendPage } from '../page.tsx'
import { repairedContract } from './contract.ts'
import { type Repaired, RepairedPage } from './page.tsx'

export type RepairedServices = { db: Database; clock: Clock; publicUrl: () => string }

const path = '/you-said'

/** Adds the page on which customers read what was repaired because they complained. */
export function repairedPages(pages: FastifyInstance, { db, clock, publicUrl }: RepairedServices): void {
  pages.get(path, async (request, reply) => {
    const language = languageOf(request)
    const organization = await findOrganization(db)
    if (!organization) return sendPage(reply, PlainPage({ language, organization: '', path, about: 'not_ready' }), 503)
    // What a company does not want to say, it does not say; what is known not to work, it does.
    if (!(await isShown(db))) return reply.redirect(`/known-issues?language=${language}`, 302)
    const telling = { language, now: clock.now(), publicUrl: publicUrl() }
    const frame = { language, organization: organization.name, path }
    return sendPage(reply, RepairedPage({ ...frame, repaired: await listRepaired(db, telling) }))
  })
}

/** Adds the routes by which a company shows that page or hides it. */
export function repairedRoutes(http: FastifyInstance, gate: Gate, { db, publicUrl }: RepairedServices): void {
  const standing = async () => {
    const repairs = (await listPublished(db)).filter(({ state }) => state === 'proven').length
    return { isShown: await isShown(db), repairs, url: `${publicUrl()}${path}` }
  }
  implement(http, gate, repairedContract, {
    readRepairedPage: standing,
    showRepairedPage: async ({ body }) => {
      await sql`update organization set shows_repairs = ${body.isShown}`.execute(db)
      return standing()
    },
  })
}

async function isShown(db: Database): Promise<boolean> {
  const { rows } = await sql<{ shown: boolean }>`select shows_repairs as shown from organization`.execute(db)
  return rows[0]?.shown ?? false
}

/** Known issues that are published as repaired and whose potholes are proven, the latest first. */
async function listRepaired(db: Database, telling: Telling): Promise<Repaired[]> {
  const repaired: Repaired[] = []
  for (const row of await listPublished(db)) {
    if (row.state !== 'proven') continue
    const facts = await factsOf(db, row.potholeId)
    if (facts.isProven)
      repaired.push({ issue: toPublic(row, telling), proof: proofWords(telling.language, 'proven', facts) })
  }
  return repaired
}
