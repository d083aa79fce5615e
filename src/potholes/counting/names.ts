import { sql } from 'kysely'
import type { Several } from '../../complaints/filter-shapes.ts'
import { readFieldFilters } from '../../complaints/fields/written.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { isTextKey, type Language, localeOf, type TextKey, text } from '../../platform/texts/index.ts'
import { type RuleFilters, type RuleName, readFilters } from './contract.ts'

type Words = Record<Language, string>
type Read = ReturnType<typeof readFilters>

const inAll = (say: (language: Language) => string): Words => ({ en: say('en'), ru: say('ru') })
const said = (key: TextKey): Words => inAll((language) => text(language, key))
const sameIn = (name: string): Words => inAll(() => name)

/** Filters whose values are ids, and where the things have their names. */
const named = {
  product: { label: 'causes.product', rows: sql`select id, to_jsonb(name) as name from products` },
  issue: { label: 'causes.issue', rows: sql`select id, to_jsonb(name) as name from issues` },
  step: { label: 'causes.step', rows: sql`select id, name from journey_steps` },
  cause: { label: 'complaints.cause', rows: sql`select id, name from causes` },
} as const
const ofIds = Object.keys(named) as (keyof typeof named)[]

/** Filters whose values are codes, and how these are said. */
const coded: Record<'causeClass' | 'causeLocus' | 'channel' | 'language', [TextKey, (code: string) => Words]> = {
  causeClass: ['complaints.cause', (code) => codeSaid('cause.class', code)],
  causeLocus: [
    'complaints.cause',
    (code) => (code === 'none' ? said('complaints.no_locus') : codeSaid('cause.locus', code)),
  ],
  channel: ['complaints.channel', (code) => codeSaid('channel', code)],
  language: ['complaints.language', (code) => inAll((language) => languageSaid(language, code))],
}
const ofCodes = Object.keys(coded) as (keyof typeof coded)[]

const codeSaid = (prefix: string, code: string): Words =>
  inAll((language) => {
    const key = `${prefix}.${code}`
    return isTextKey(language, key) ? text(language, key) : code
  })

function languageSaid(language: Language, code: string): string {
  if (code === 'und') return text(language, 'complaint.language_unknown')
  try {
    return new Intl.DisplayNames(localeOf(language), { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/**
 * What a rule says, for people: each filter with its values by name, in every language.
 * @example  // [{ filter: 'product', label: { en: 'Product', … }, value: { en: 'Parcels, not Parcels abroad', … } }]
 */
export async function ruleNames(db: Database | Tx, filters: RuleFilters): Promise<RuleName[]> {
  const read = readFilters(filters)
  const found: RuleName[] = []
  if (read.q) found.push({ filter: 'q', label: said('complaints.words'), value: sameIn(`“${read.q}”`) })
  for (const filter of ofIds) {
    const values = read[filter]
    if (values) found.push(await byId(db, filter, values, read))
  }
  for (const filter of ofCodes) {
    const values = read[filter] as Several | undefined
    const [label, name] = coded[filter]
    if (values) found.push({ filter, label: said(label), value: listed(values, name) })
  }
  return [...found, ...(read.field ? await byField(db, read.field) : [])]
}

async function byId(db: Database | Tx, filter: keyof typeof named, values: Several, read: Read): Promise<RuleName> {
  const ids = [...values.any, ...values.none].filter((id) => id !== 'none')
  const { rows } = await sql<{ id: string; name: string | Words }>`
    select id, name from (${named[filter].rows}) things where id = any (${ids}::uuid[])`.execute(db)
  const names = new Map(rows.map(({ id, name }) => [id, typeof name === 'string' ? sameIn(name) : name]))
  const value = listed(values, (id) => (id === 'none' ? said('causes.not_stated') : (names.get(id) ?? sameIn('…'))))
  const isItself = read.itself === filter
  const whole = (language: Language) => text(language, 'complaints.itself', { name: value[language] })
  return { filter, label: said(named[filter].label), value: isItself ? inAll(whole) : value }
}

function listed({ any, none }: Several, name: (value: string) => Words): Words {
  return inAll((language) =>
    [
      ...any.map((value) => name(value)[language]),
      ...none.map((value) => text(language, 'filter.not', { name: name(value)[language] })),
    ].join(', '),
  )
}

type Field = { key: string; label: Words; options: { code: string; label: Words }[] }

async function byField(db: Database | Tx, written: string): Promise<RuleName[]> {
  const filters = readFieldFilters(written)
  const { rows } = await sql<Field>`
    select key, label, options from field_definitions where key = any (${filters.map(({ key }) => key)})`.execute(db)
  return filters.map(({ key, any, none, from, to }) => {
    const field = rows.find((row) => row.key === key)
    const nameOf = (value: string): Words => {
      if (value === 'none') return said('causes.not_stated')
      if (value === 'true' || value === 'false') return said(value === 'true' ? 'fields.yes' : 'fields.no')
      return field?.options.find(({ code }) => code === value)?.label ?? sameIn(value)
    }
    const between = [...(from ? [`≥ ${from}`] : []), ...(to ? [`≤ ${to}`] : [])]
    const values = listed({ any, none }, nameOf)
    const whole = (language: Language) => [values[language], ...between].filter((part) => part !== '').join(', ')
    return { filter: 'field', label: field?.label ?? sameIn(key), value: inAll(whole) }
  })
}
