import { sql } from 'kysely'
import { z } from 'zod'
import { type ItemRow, itemColumns, nameColumns, toItem, withNames } from '../../complaints/list-item.ts'
import type { Database } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { Problem } from '../../platform/problem.ts'
import { keptCondition } from '../counting/condition.ts'
import type { RuleFilters } from '../counting/contract.ts'
import type { Evidence, PotholeGuess } from './contract.ts'

type Asked = { answer: 'waiting' | 'accepted' | 'rejected'; cursor?: string; limit: number }
type EvidenceRow = ItemRow & {
  how: Evidence['how']
  found_at: Date
  answer: Evidence['answer']
  answered_at: Date | null
  answered_by: Evidence['answeredBy']
}
type EvidencePage = { items: Evidence[]; next: string | null; leftOut: number; searchedAt: string | null }

/** Evidence of a pothole in pages, found last first. @throws Problem pothole_not_found, cursor_unreadable */
export async function listEvidence(db: Database, id: string, { answer, cursor, limit }: Asked): Promise<EvidencePage> {
  const searched = await lastSearch(db, id)
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const wanted = answer === 'waiting' ? sql`e.answer is null` : sql`e.answer = ${answer}`
  const { rows } = await sql<EvidenceRow>`
    with page as (
      select ${itemColumns}, e.how, e.found_at, e.answer, e.answered_at, e.answered_by as answered_id
      from pothole_evidence e join complaints c on c.id = e.complaint_id
      where e.pothole_id = ${id} and ${wanted} ${after ? sql`and (e.found_at, c.id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
      order by e.found_at desc, c.id desc limit ${limit + 1})
    select page.*, ${nameColumns},
      (select jsonb_build_object('id', a.id, 'name', a.name) from people a where a.id = page.answered_id) as answered_by
    from page ${withNames} order by page.found_at desc, page.id desc`.execute(db)
  const { items, next } = pageOf(rows, limit, (row) => [row.found_at.toISOString(), row.id])
  return { items: items.map(toEvidence), next, ...searched }
}

const toEvidence = (row: EvidenceRow): Evidence => ({
  complaint: toItem(row),
  how: row.how,
  foundAt: row.found_at.toISOString(),
  answer: row.answer,
  answeredAt: row.answered_at?.toISOString() ?? null,
  answeredBy: row.answered_by,
})

async function lastSearch(db: Database, id: string): Promise<Pick<EvidencePage, 'leftOut' | 'searchedAt'>> {
  const { rows } = await sql<{ leftOut: number | null; searchedAt: Date | null }>`
    select s.left_out as "leftOut", s.searched_at as "searchedAt"
    from potholes h left join pothole_searches s on s.pothole_id = h.id and s.rule_id = h.rule_id where h.id = ${id}`.execute(
    db,
  )
  if (!rows[0]) throw new Problem('not_found', 'pothole_not_found')
  return { leftOut: rows[0].leftOut ?? 0, searchedAt: rows[0].searchedAt?.toISOString() ?? null }
}

type Guess = PotholeGuess & { filters: RuleFilters | null }

/** More open potholes than a person would choose among. */
const most = 50

/** Open potholes that a complaint may show: those whose rule counts it, then those that complaints like it show, then others. */
export async function guessPotholes(db: Database, complaintId: string): Promise<PotholeGuess[]> {
  const { rows } = await sql<Guess>`
    select h.id, h.name, h.statement, jsonb_build_object('id', o.id, 'name', o.name) as owner, h.due_on as "dueOn", r.filters,
      (select count(*)::int from complaints s where s.pothole_id = h.id) as complaints,
      case when exists (select 1 from complaints s where s.pothole_id = h.id
        and (s.issue_id = c.issue_id or s.cause_id = c.cause_id or (c.issue_id is null and s.product_id = c.product_id))) then 'alike' end as fits
    from complaints c, potholes h join people o on o.id = h.owner_id left join counted_rules r on r.id = h.rule_id
    where c.id = ${complaintId} and h.closed_at is null order by h.opened_at desc, h.id limit 500`.execute(db)
  const guesses = await Promise.all(
    rows.map(async ({ filters, ...guess }): Promise<PotholeGuess> => {
      const isCounted = filters !== null && (await counts(db, filters, complaintId))
      return { ...guess, fits: isCounted ? 'rule' : guess.fits }
    }),
  )
  const rank = ({ fits }: PotholeGuess): number => (fits === 'rule' ? 0 : fits === 'alike' ? 1 : 2)
  return guesses.toSorted((one, other) => rank(one) - rank(other)).slice(0, most)
}

async function counts(db: Database, filters: RuleFilters, complaintId: string): Promise<boolean> {
  const condition = await keptCondition(db, filters)
  const { rows } = await sql`select 1 from complaints c where c.id = ${complaintId} and ${condition}`.execute(db)
  return rows.length > 0
}
