import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { ComplaintFilters } from '../filter-shapes.ts'
import { conditionsOf, lookUp, type Viewer } from '../filters.ts'
import type { Condition } from '../several.ts'
import type { Field } from './box.ts'
import { chosen, choicesOf, isMe, isNone, type Meaning } from './choices.ts'
import { type CompanyField, companyMeaning } from './company-fields.ts'
import { daysMeant } from './days.ts'
import type { FieldName } from './fields.ts'
import { customerCondition, numberCondition } from './known.ts'
import { findNamed, type Kind } from './names.ts'

export type Asker = { db: Database; viewer: Viewer; now: Date }
/** With the fields of the company that were typed, by their names in small letters. */
export type FieldAsker = Asker & { company: ReadonlyMap<string, CompanyField> }
/** One value understood: the filters of the list it stands for, one of which must hold; none: nothing has it. */
type Understood = { meanings: Meaning[]; meant: string | null }
/** A value that nothing has, or that was taken for another. */
export type ValueNote = { kind: 'unknown_value' | 'meant'; typed: string; meant: string | null }

const named: Partial<Record<FieldName, { kind: Kind; filter: string }>> = {
  owner: { kind: 'people', filter: 'owner' },
  logged: { kind: 'people', filter: 'loggedBy' },
  team: { kind: 'teams', filter: 'team' },
  product: { kind: 'products', filter: 'product' },
  issue: { kind: 'issues', filter: 'issue' },
  step: { kind: 'steps', filter: 'step' },
  cause: { kind: 'causes', filter: 'cause' },
  tag: { kind: 'tags', filter: 'tag' },
}
const withNobody = new Set<FieldName>(['logged', 'team', 'product', 'issue', 'step', 'tag'])

/**
 * The condition of a field on complaints `c`, by the filters of the list. Several values: any of them.
 * @returns the condition (null while no value is typed) and what was not understood
 */
export async function conditionOfField(
  field: Field,
  asker: FieldAsker,
): Promise<{ condition: Condition | null; notes: ValueNote[] }> {
  if (field.values.length === 0) return { condition: null, notes: [] }
  if (field.field === 'customer' || field.field === 'number') {
    const read = field.field === 'customer' ? customerCondition : numberCondition
    const each = await Promise.all(field.values.map((value) => read(asker.db, value)))
    const any = sql`(${sql.join(
      each.map(({ condition }) => condition),
      sql` or `,
    )})`
    const notes = each.flatMap(({ meant }, index): ValueNote[] =>
      meant === null ? [] : [{ kind: 'meant', typed: `${field.name}:${field.values[index]}`, meant }],
    )
    return { condition: wanted(field, any), notes }
  }
  const understood = await Promise.all(field.values.map((value) => understand(field, value, asker)))
  const notes = understood.flatMap(({ meanings, meant }, index): ValueNote[] => {
    const typed = `${field.name}:${field.values[index]}`
    if (meanings.length === 0) return [{ kind: 'unknown_value', typed, meant: null }]
    return meant === null ? [] : [{ kind: 'meant', typed, meant }]
  })
  const any = await conditionOf(
    understood.flatMap(({ meanings }) => meanings),
    asker,
  )
  return { condition: wanted(field, any), notes }
}

const wanted = (field: Field, any: Condition): Condition => (field.isExcluded ? sql`not coalesce(${any}, false)` : any)

async function conditionOf(meanings: Meaning[], { db, viewer, now }: Asker): Promise<Condition> {
  // Values of one filter go together, so that the list asks once for all of them.
  const groups = Map.groupBy(meanings, ({ filter }) => filter)
  const conditions = await Promise.all(
    [...groups].map(async ([filter, each]) => {
      const isSpan = filter === 'from to'
      const given = isSpan
        ? JSON.parse(each[0]?.value ?? '{}')
        : { [filter]: each.map(({ value }) => value).join(filter === 'field' ? '&' : ',') }
      const read = ComplaintFilters.safeParse(given)
      if (!read.success || (!isSpan && !(filter in read.data))) return sql`false`
      return conditionsOf(read.data, { viewer, looked: await lookUp(db, read.data), now })
    }),
  )
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`
}

async function understand(
  { field, name }: Field,
  value: string,
  { db, now, company }: FieldAsker,
): Promise<Understood> {
  if (field === 'company') {
    const own = company.get(name.toLowerCase())
    const meaning = own ? companyMeaning(own, value, now) : null
    return { meanings: meaning ? [meaning] : [], meant: null }
  }
  if (field === 'from' || field === 'to' || field === 'on') return spanOf(field, value, now)
  const fixed = fixedMeaning(field, value)
  if (fixed) return fixed
  const lookup = named[field]
  if (!lookup) return { meanings: [], meant: null }
  const { ids, meant } = await findNamed(db, lookup.kind, value)
  return { meanings: ids.map((id) => ({ filter: lookup.filter, value: id })), meant }
}

/** What a value means without looking anything up: oneself, nobody, or one of a fixed list. */
function fixedMeaning(field: FieldName, value: string): Understood | null {
  const lookup = named[field]
  if (lookup?.kind === 'people' && isMe(value)) return exactly(lookup.filter, 'me')
  if (lookup && withNobody.has(field) && isNone(value)) return exactly(lookup.filter, 'none')
  const choice = field in choicesOf ? chosen(value, choicesOf[field as keyof typeof choicesOf]) : null
  if (choice) return { meanings: [choice.meaning], meant: choice.meant }
  return field === 'language' && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value) ? exactly('language', value) : null
}

const exactly = (filter: string, value: string): Understood => ({ meanings: [{ filter, value }], meant: null })

/** From the first day of what was typed, or until its last, or within. */
function spanOf(field: 'from' | 'to' | 'on', value: string, now: Date): Understood {
  const days = daysMeant(value, now)
  if (!days) return { meanings: [], meant: null }
  const span = { ...(field !== 'to' && { from: days.from }), ...(field !== 'from' && { to: days.to }) }
  return exactly('from to', JSON.stringify(span))
}
