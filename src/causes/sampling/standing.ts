import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Standing } from './rules.ts'

/**
 * One row a unit of the samples that `which` names: how many codings it has and wants, whether they name another class or
 * place, whether that is settled. Answers of rules.ts' `differ`, said in SQL.
 */
export const unitsNow = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select u.sample_id, u.complaint_id, u.position, u.coders,
    count(g.id) filter (where not g.is_settlement) as codings,
    count(distinct concat(g.class, '.', g.locus)) filter (where not g.is_settlement) > 1 as differ,
    coalesce(bool_or(g.is_settlement), false) as is_settled
  from sample_units u left join sample_codings g
    on g.complaint_id = u.complaint_id and g.sample_id = u.sample_id and g.superseded_at is null
  where ${which}
  group by u.sample_id, u.complaint_id, u.position, u.coders`

export type Counted = Standing & { units: number; withoutWords: number; uncodable: number }

/** How far the samples are that `which` (of `s`, coding_samples) names, by their ids. */
export async function standings(db: Database | Tx, which: RawBuilder<unknown>): Promise<Map<string, Counted>> {
  const { rows } = await sql<Counted & { id: string }>`
    with s as (select id, drawn_at from coding_samples s where ${which}),
    units as (${unitsNow(sql`u.sample_id in (select id from s)`)})
    select s.id, s.drawn_at is not null as "isDrawn", count(u.complaint_id) as units,
      count(*) filter (where u.coders = 0) as "withoutWords",
      coalesce(sum(u.coders), 0) as "codingsWanted", coalesce(sum(u.codings), 0) as codings,
      count(*) filter (where u.differ) as differing, count(*) filter (where u.differ and u.is_settled) as settled,
      (select count(distinct g.complaint_id) from sample_codings g
        where g.sample_id = s.id and g.superseded_at is null and g.uncodable is not null) as uncodable
    from s left join units u on u.sample_id = s.id group by s.id, s.drawn_at`.execute(db)
  return new Map(rows.map(({ id, ...counted }) => [id, counted]))
}
