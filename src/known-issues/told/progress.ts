import { sql } from 'kysely'
import { findOrganization } from '../../people/organization.ts'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { lockPothole, noteProgress } from '../../potholes/record/store.ts'
import { type Count, countPeople } from './people.ts'
import { isDone } from './rules.ts'
import { readRound } from './round.ts'

/** For how many something is still to be done. Where nothing leaves the machine (a demonstration), what is kept here is done. */
export const outstanding = (counts: readonly Count[], isDemonstration: boolean): number =>
  counts
    .filter(({ state }) => !isDone(state) && !(isDemonstration && state === 'kept_here'))
    .reduce((sum, { n }) => sum + n, 0)

/**
 * Sets or takes back that everyone was told, of open potholes whose repair is proven: told is whoever got the letter, was told by
 * hand, wants no news, or cannot be reached for a reason that was written down. Somebody must have said whom to tell: without a
 * round begun, or anybody told, nothing is told.
 */
export async function noteTold(db: Database, now: Date, only: string | null = null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select h.id from potholes h where h.proven_at is not null and h.closed_at is null and (${only}::uuid is null or h.id = ${only})
      and (h.told_at is not null or exists (select 1 from told t where t.pothole_id = h.id and t.stage = 'proven')
        or exists (select 1 from told_rounds r where r.pothole_id = h.id and r.stage = 'proven' and r.begun_at is not null))`.execute(
    db,
  )
  const isDemonstration = (await findOrganization(db))?.demonstration ?? false
  for (const { id } of rows) {
    const whom = { potholeId: id, stage: 'proven' } as const
    const { alsoMatching } = await readRound(db, whom)
    const left = outstanding(await countPeople(db, { ...whom, alsoMatching }), isDemonstration)
    await inTransaction(db, async (tx) => {
      const pothole = await lockPothole(tx, id)
      if (!pothole.provenAt || pothole.closedAt) return
      const actor = { kind: 'system', id: null } as const
      await noteProgress(tx, pothole, { what: 'told', at: left === 0 ? now : null, now, actor })
    })
  }
}
