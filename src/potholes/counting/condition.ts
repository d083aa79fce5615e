import { sql } from 'kysely'
import { z } from 'zod'
import { conditionsOf, lookUp } from '../../complaints/filters.ts'
import { sourceOf } from '../../complaints/search/source.ts'
import type { Condition } from '../../complaints/several.ts'
import type { Database } from '../../platform/database/index.ts'
import { log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { readFilters, type RuleFilters } from './contract.ts'

/** Counting sees every complaint, whoever asks. */
const everything = { id: '00000000-0000-0000-0000-000000000000', role: 'analyst' }

/** A rule as a condition on complaints `c`. @throws Problem when a filter names a field that there is not */
export async function ruleCondition(db: Database, filters: RuleFilters): Promise<Condition> {
  const read = readFilters(filters)
  // No filter of a rule depends on the time.
  const now = new Date(0)
  const about = conditionsOf(read, { viewer: everything, looked: await lookUp(db, read), now })
  if (!read.q) return about
  const words = await sourceOf(read.q, { db, viewer: everything, now })
  const said = words.query
    ? sql`exists (select 1 from complaint_search s where s.complaint_id = c.id and ${words.condition})`
    : words.condition
  return sql`${about} and ${said}`
}

/**
 * The same of a rule that was kept: one that cannot be read any more counts nothing, so that it keeps no other from being
 * counted.
 */
export async function keptCondition(db: Database, filters: RuleFilters): Promise<Condition> {
  try {
    return await ruleCondition(db, filters)
  } catch (error) {
    if (!(error instanceof Problem || error instanceof z.ZodError)) throw error
    log.error('a rule cannot be read, and counts nothing', { error })
    return sql`false`
  }
}
