import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { Problem } from '../../platform/problem.ts'
import { countCases } from './cases.ts'
import type { ReturnCheck, ReturnMapping, ReturnSummary } from './contract.ts'
import { type ReturnDefinition, returnDefinitions } from './definition.ts'
import { readMapped } from './mappings.ts'
import { halfYearOf } from './rules.ts'
import { countReturn } from './table.ts'

type Period = { from: string; to: string }

/** @throws Problem return_not_found */
export function definitionOf({ key, version }: { key: string; version: number }): ReturnDefinition {
  const found = returnDefinitions.find((each) => each.key === key && each.version === version)
  if (!found) throw new Problem('not_found', 'return_not_found')
  return found
}

/** What a definition says of itself. */
export function summaryOf(definition: ReturnDefinition): ReturnSummary {
  const { key, version, kind, name, about, caveat, source, verifiedOn, period, questions } = definition
  const head = { key, version, kind, name, about, caveat, source, verifiedOn, period, questions }
  const none = { validFrom: null, validUntil: null, groups: [], causes: [], measures: [], columns: [], duties: [] }
  if (definition.kind === 'cases')
    return {
      ...none,
      ...head,
      columns: definition.columns.map((column) => ({
        label: column.label,
        unknownBecause: column.from === 'nothing' ? column.why : null,
      })),
    }
  const { validFrom = null, validUntil = null, groups, causes, measures, duties } = definition
  const known = measures.map((measure) => ({
    key: measure.key,
    name: measure.name,
    unknownBecause: measure.counts === 'nothing' ? measure.why : null,
  }))
  return { ...none, ...head, validFrom, validUntil, groups, causes, measures: known, duties }
}

/**
 * A return for a period with what is missing in it.
 * @throws Problem period_backwards, return_half_year
 */
export async function checkReturn(
  db: Database,
  definition: ReturnDefinition,
  period: Period,
  now: Date,
): Promise<ReturnCheck> {
  requirePeriod(definition, period)
  const table = definition.kind === 'table' ? await countReturn(db, definition, period) : null
  const complaints = table?.opened ?? (await countCases(db, period))
  const summary = summaryOf(definition)
  const { validFrom, validUntil } = summary
  return {
    definition: summary,
    period,
    table,
    complaints,
    duties: summary.duties.filter(({ opened }) => complaints >= opened).map(({ name }) => name),
    isOver: period.to < now.toISOString().slice(0, 10),
    isValid: (!validFrom || period.from >= validFrom) && (!validUntil || period.to <= validUntil),
  }
}

function requirePeriod({ period: kind }: ReturnDefinition, { from, to }: Period): void {
  const wrong = (key: string) => new Problem('invalid', key, {}, { fields: [{ field: 'to', message: key }] })
  if (to < from)
    throw new Problem('invalid', 'period_backwards', {}, { fields: [{ field: 'to', message: 'field.after_from' }] })
  const half = halfYearOf(from)
  if (kind === 'half_year' && (half.from !== from || half.to !== to)) throw wrong('return_half_year')
}

/** In which groups our products and causes are, as the API has it. */
export async function readMapping(db: Database, definition: string): Promise<ReturnMapping> {
  const mapped = await readMapped(db, definition)
  const pairs = (of: Map<string, string>) => [...of].map(([ours, theirs]) => ({ ours, theirs }))
  return { products: pairs(mapped.product), causes: pairs(mapped.cause), fields: pairs(mapped.field) }
}

type MadeRow = {
  id: string
  definition: string
  version: number
  from: string
  to: string
  madeAt: Date
  madeBy: { id: string; name: string } | null
  complaints: number
  gaps: number
}

/** What was made, the latest first. */
export async function listMade(db: Database, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const { rows } = await sql<MadeRow>`
    select m.id, m.definition, m.definition_version as version, m.period_from as "from", m.period_to as "to", m.made_at as "madeAt",
      case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as "madeBy", m.complaints, m.gaps
    from made_returns m left join people p on p.id = m.made_by
    where ${after ? sql`(m.made_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by m.made_at desc, m.id desc limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, ({ madeAt, id }) => [madeAt.toISOString(), id])
  const nameOf = ({ definition, version }: MadeRow) =>
    returnDefinitions.find((each) => each.key === definition && each.version === version)?.name ?? null
  return {
    items: page.items.map((row) => ({ ...row, name: nameOf(row), madeAt: row.madeAt.toISOString() })),
    next: page.next,
  }
}
