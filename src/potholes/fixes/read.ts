import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Fix } from './contract.ts'
import { fixStateOf } from './rules.ts'

type Stage = Fix['stages'][number]
type Row = Omit<Fix, 'state' | 'agreedAt' | 'dropped' | 'stages'> & {
  agreedAt: Date
  droppedAt: Date | null
  droppedBy: Fix['agreedBy'] | null
  droppedReason: string | null
  stages: (Omit<Stage, 'marked'> & { markedAt: string | null; how: 'person' | 'key' | 'release'; by: string })[]
}

const rule = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'filters', ${sql.ref(`${alias}.filters`)}) end`
const named = (alias: string) =>
  sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`

const stages = sql`(
  select jsonb_agg(jsonb_build_object('number', s.number, 'place', s.place, 'rule', ${rule('r')}, 'plannedOn', s.planned_on,
      'releasedAs', s.released_as, 'liveOn', s.live_on, 'markedAt', s.marked_at,
      'how', case when s.marked_by is not null then 'person' when s.marked_key is not null then 'key' else 'release' end,
      'by', coalesce(p.name, k.name, e.name)) order by s.number)
  from fix_stages s left join counted_rules r on r.id = s.rule_id left join people p on p.id = s.marked_by
    left join api_keys k on k.id = s.marked_key left join releases e on e.id = s.marked_release
  where s.fix_id = f.id)`

const controls = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'name', c.name, 'rule', ${rule('r')}) order by c.number), '[]')
  from fix_controls c join counted_rules r on r.id = c.rule_id where c.fix_id = f.id)`

const fixRows = sql`
  select f.id, ${named('h')} as pothole, f.name, f.change, f.place, ${named('d')} as "doneBy",
    case when f.cost is not null then jsonb_build_object('amount', f.cost, 'currency', f.currency) end as cost,
    ${rule('t')} as target, f.expected_ratio::float as "expectedRatio", f.expected_by as "expectedBy", f.planned_on as "plannedOn",
    jsonb_build_object('from', f.baseline_from, 'to', f.baseline_to, 'complaints', f.baseline_n) as baseline,
    ${stages} as stages, ${controls} as controls, f.agreed_at as "agreedAt", ${named('a')} as "agreedBy",
    f.dropped_at as "droppedAt", case when w.id is not null then ${named('w')} end as "droppedBy", f.dropped_reason as "droppedReason", f.version
  from fixes f join potholes h on h.id = f.pothole_id join people d on d.id = f.done_by join people a on a.id = f.agreed_by
    join counted_rules t on t.id = f.target_rule_id left join people w on w.id = f.dropped_by`

function toFix({ droppedAt, droppedBy, droppedReason, ...row }: Row): Fix {
  return {
    ...row,
    state: fixStateOf({ stages: row.stages, isDropped: droppedAt !== null }),
    agreedAt: row.agreedAt.toISOString(),
    stages: row.stages.map(({ markedAt, how, by, ...stage }) => ({
      ...stage,
      marked: markedAt === null ? null : { at: new Date(markedAt).toISOString(), how, by },
    })),
    dropped:
      droppedAt && droppedBy ? { at: droppedAt.toISOString(), by: droppedBy, reason: droppedReason ?? '' } : null,
  }
}

/** The agreed fixes of a pothole and of those merged into it, the latest first. */
export async function listAgreed(db: Database | Tx, potholeId: string): Promise<Fix[]> {
  const { rows } = await sql<Row>`
    ${fixRows} where f.pothole_id = ${potholeId} or h.merged_into_id = ${potholeId}
    order by f.agreed_at desc, f.id desc`.execute(db)
  return rows.map(toFix)
}

/** One agreed fix. @throws Problem fix_not_found */
export async function readFix(db: Database | Tx, id: string): Promise<Fix> {
  const { rows } = await sql<Row>`${fixRows} where f.id = ${id}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'fix_not_found')
  return toFix(rows[0])
}
