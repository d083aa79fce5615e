import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FieldProblem } from '../../platform/problem.ts'
import { ruleCondition } from '../counting/condition.ts'
import type { RuleFilters } from '../counting/contract.ts'
import { inWindow } from './counts.ts'
import { type WholeTerms, within } from './rules.ts'

/**
 * Comparisons that hold complaints of the target or of another comparison, and places that hold each other's. What the fix itself
 * moves cannot show what would have been without it, and a complaint that counts twice makes chance look smaller than it is.
 */
export async function overlapsIn(
  db: Database,
  { target, baseline, controls, stages }: WholeTerms,
): Promise<FieldProblem[]> {
  const compared = controls.map(({ filters }, i) => ({ field: `controls.${i}.filters`, filters }))
  const places = stages.flatMap(({ filters }, i) =>
    filters ? [{ field: `stages.${i}.filters`, filters: within(target, filters) }] : [],
  )
  // Where one stage counts the whole target, all of them are one place.
  const pairs = [
    ...pairsOf([{ field: 'target', filters: target }, ...compared], 'fix_control_overlaps'),
    ...(places.length === stages.length ? pairsOf(places, 'fix_stage_overlaps') : []),
  ]
  const found: FieldProblem[] = []
  for (const { field, message, one, other } of pairs)
    if (!found.some((each) => each.field === field) && (await share(db, one, other, baseline)))
      found.push({ field, message })
  return found
}

type Counted = { field: string; filters: RuleFilters }

/** Each with each before it. */
const pairsOf = (all: Counted[], message: string) =>
  all.flatMap(({ field, filters }, i) =>
    all.slice(0, i).map((before) => ({ field, message, one: before.filters, other: filters })),
  )

async function share(
  db: Database,
  one: RuleFilters,
  other: RuleFilters,
  window: WholeTerms['baseline'],
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from complaints c
    where ${inWindow(window)} and (${await ruleCondition(db, one)}) and (${await ruleCondition(db, other)}) limit 1`.execute(
    db,
  )
  return rows.length > 0
}
