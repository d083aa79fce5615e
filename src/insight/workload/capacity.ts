import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import type { Capacity } from './contract.ts'
import { listTeams, type TeamRow } from './store.ts'

/**
 * Keeps what a team can do. `ifMatch` as everywhere: the version that was changed, `*`, or null for whatever there is.
 * @throws Problem team_not_found, stale
 */
export async function storeCapacity(
  tx: Tx,
  teamId: string,
  given: Capacity,
  { byId, now, ifMatch }: { byId: string | null; now: Date; ifMatch: IfMatch },
): Promise<NonNullable<TeamRow['capacity']>> {
  await sql`select 1 from teams where id = ${teamId} for no key update`.execute(tx)
  const before = (await listTeams(tx)).find(({ id }) => id === teamId)
  if (!before) throw new Problem('not_found', 'team_not_found')
  requireVersion(ifMatch, before.capacity?.version ?? 0)
  await sql`
    insert into team_capacities as held (team_id, people, hours_a_week, minutes_each, minutes_are, most_growth, changed_at, changed_by)
    values (${teamId}, ${given.people}, ${given.hoursAWeek}, ${given.minutesEach}, ${given.minutesAre}, ${given.mostGrowth}, ${now}, ${byId})
    on conflict (team_id) do update set people = excluded.people, hours_a_week = excluded.hours_a_week,
      minutes_each = excluded.minutes_each, minutes_are = excluded.minutes_are, most_growth = excluded.most_growth,
      version = held.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tx)
  const after = (await listTeams(tx)).find(({ id }) => id === teamId)?.capacity
  if (!after) throw new Error('what was just kept is there')
  return after
}
