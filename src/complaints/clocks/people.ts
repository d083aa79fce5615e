import { sql } from 'kysely'
import { brokeConstraint, type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Absence, Ladder } from './contract.ts'

/** Who is told when that something is due. */
export async function readLadder(db: Database | Tx): Promise<Ladder> {
  return onlyRow(
    await sql<Ladder>`
      select o.remind_hours_before as "remindHoursBefore", o.lead_hours_after as "leadHoursAfter",
        o.manager_hours_after as "managerHoursAfter",
        (select coalesce(json_agg(json_build_object('teamId', t.id, 'leadId', l.id) order by lower(t.name)), '[]')
          from teams t left join people l on l.id = t.lead_id and l.active) as leads
      from organization o`.execute(db),
  )
}

/** Changes it; teams that are not named keep their lead. @throws Problem person_not_found */
export async function changeLadder(tx: Tx, ladder: Ladder): Promise<Ladder> {
  await sql`
    update organization set remind_hours_before = ${ladder.remindHoursBefore}, lead_hours_after = ${ladder.leadHoursAfter},
      manager_hours_after = ${ladder.managerHoursAfter}`.execute(tx)
  await sql`
    update teams t set lead_id = g."leadId"
    from json_to_recordset(${JSON.stringify(ladder.leads)}::json) as g ("teamId" uuid, "leadId" uuid)
    where t.id = g."teamId"`
    .execute(tx)
    .catch((error) => {
      throw brokeConstraint(error, 'teams_lead_id_fkey') ? noSuchPerson(error, 'leads') : error
    })
  return readLadder(tx)
}

type AbsenceRow = { standInId: string | null; from: Date | null; until: Date | null }

/** Who stands in for a person and when they are away. @throws Problem person_not_found */
export async function readAbsence(db: Database | Tx, personId: string): Promise<Absence> {
  const { rows } = await sql<AbsenceRow>`
    select s.id as "standInId", p.away_from as from, p.away_until as until
    from people p left join people s on s.id = p.stand_in_id and s.active where p.id = ${personId}`.execute(db)
  const row = rows[0]
  if (!row) throw new Problem('not_found', 'person_not_found')
  const { standInId, from, until } = row
  return { standInId, awayFrom: from?.toISOString() ?? null, awayUntil: until?.toISOString() ?? null }
}

/** @throws Problem person_not_found, stands_in_for_oneself */
export async function changeAbsence(
  db: Database,
  personId: string,
  { standInId, awayFrom, awayUntil }: Absence,
): Promise<Absence> {
  const fields = [{ field: 'standInId', message: 'stands_in_for_oneself' }]
  if (standInId === personId) throw new Problem('unprocessable', 'stands_in_for_oneself', {}, { fields })
  await sql`
    update people set stand_in_id = ${standInId}, away_from = ${awayFrom}, away_until = ${awayUntil} where id = ${personId}`
    .execute(db)
    .catch((error) => {
      throw brokeConstraint(error, 'people_stand_in_id_fkey') ? noSuchPerson(error, 'standInId') : error
    })
  return readAbsence(db, personId)
}

const noSuchPerson = (cause: unknown, field: string) =>
  new Problem('unprocessable', 'person_not_found', {}, { cause, fields: [{ field, message: 'person_not_found' }] })
