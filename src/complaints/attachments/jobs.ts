import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { type FileServices, forget } from './incoming.ts'

const hour = 3_600_000
/** Nothing takes so long to come in; what is older was left by a crash. */
const graceHours = 24
/** So many at a turn; the next turn comes within the hour. */
const most = 1000

/**
 * Sweeps what nobody needs: files that came in for nothing, and files that were removed so long ago that they cannot be
 * brought back.
 */
export async function sweepFiles(services: FileServices): Promise<void> {
  const now = services.clock.now()
  const before = new Date(now.getTime() - graceHours * hour)
  await services.files.clear(before)
  const until = new Date(now.getTime() - services.limits.keepRemovedDays * 24 * hour)
  await forget(services, await markErased(services.db, until, now))
  await forget(services, await leftBehind(services.db, before))
}

async function leftBehind(db: Database, before: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from incoming_files where begun_at < ${before} order by begun_at limit ${most}`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * Marks removed files as erased before they go, never after, and notes them as belonging to nothing. The row stays, without
 * its name: what happened is not forgotten.
 */
async function markErased(db: Database, until: Date, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with gone as (
      update attachments set erased_at = ${now}, name = '–'
      where (complaint_id, id) in (
        select complaint_id, id from attachments where removed_at <= ${until} and erased_at is null
        limit ${most} for update skip locked)
      returning id)
    insert into incoming_files (id, begun_at) select id, ${now} from gone returning id`.execute(db)
  return rows.map((row) => row.id)
}
