import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../../platform/http/etag.ts'
import { Problem } from '../../platform/problem.ts'
import type { Alarm } from './contract.ts'
import { findAlarm } from './read.ts'

type Judging = {
  id: string
  judgement: Alarm['judgement']
  note: string | null
  byId: string
  ifMatch: IfMatch
  now: Date
}

/**
 * Keeps what a person says of an alarm, beside what the statistics found, which stays as it was.
 * @throws Problem alarm_not_found, stale, note_needs_judgement
 */
export async function judgeAlarm(tx: Tx, { id, judgement, note, byId, ifMatch, now }: Judging): Promise<Alarm> {
  const { rows } = await sql<{ version: number }>`select version from alarms where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', 'alarm_not_found')
  requireVersion(ifMatch, rows[0].version)
  if (judgement === null && note)
    throw new Problem(
      'invalid',
      'note_needs_judgement',
      {},
      { fields: [{ field: 'judgement', message: 'field.choose' }] },
    )
  await sql`
    update alarms set judgement = ${judgement}, note = ${note || null}, judged_by = ${judgement && byId},
      judged_at = ${judgement && now}, version = version + 1
    where id = ${id}`.execute(tx)
  return findAlarm(tx, id)
}
