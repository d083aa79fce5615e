import { sql } from 'kysely'
import { type Names, namesOf } from '../../causes/report.ts'
import { listFields } from '../../complaints/fields/store.ts'
import { readFieldFilters } from '../../complaints/fields/written.ts'
import type { Several } from '../../complaints/filter-shapes.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { localeOf } from '../../platform/texts/languages.ts'
import { type Narrowing, narrowedBy, type ReportPage } from './contract.ts'
import { nameIn } from './pages/making.ts'

type Part = keyof Narrowing

/** The parts of a narrowing that a page takes, and those it does not. */
export function partsFor(page: ReportPage, narrowing: Narrowing): { taken: Narrowing; left: Part[] } {
  const given = (Object.keys(narrowing) as Part[]).filter((part) => narrowing[part] !== undefined)
  const [taken, left] = [
    given.filter((part) => narrowedBy[page].includes(part)),
    given.filter((part) => !narrowedBy[page].includes(part)),
  ]
  return { taken: Object.fromEntries(taken.map((part) => [part, narrowing[part]])), left }
}

/** What a page's file covers, in sentences: to what it is narrowed, and to what it cannot be. */
export async function coverWords(
  db: Database,
  language: Language,
  { page, narrowing }: { page: ReportPage; narrowing: Narrowing },
): Promise<string[]> {
  const { taken, left } = partsFor(page, narrowing)
  const say = (key: TextKey, values: Record<string, string> = {}) => text(language, key, values as never)
  const what = await wordsOf(db, language, taken)
  const covers =
    page === 'silent-customers'
      ? say('reports.covers_answers')
      : what.length > 0
        ? say('reports.narrowed', { what: what.join(' · ') })
        : say('reports.covers_all')
  if (left.length === 0) return [covers]
  return [covers, say('reports.not_narrowed', { what: left.map((part) => say(`reports.part.${part}`)).join(', ') })]
}

/** Each part of a narrowing with its name: "Product: Credit cards". */
export async function wordsOf(db: Database, language: Language, narrowing: Narrowing): Promise<string[]> {
  const parts = Object.entries(narrowing) as [Part, string | Several<string>][]
  if (parts.length === 0) return []
  const asking = { db, language, names: await namesOf(db) }
  const words = parts.map(async ([part, value]) =>
    text(language, 'causes.dimension', {
      kind: text(language, `reports.part.${part}`),
      name: await nameOf[part](asking, typeof value === 'string' ? value : written(value)),
    }),
  )
  return Promise.all(words)
}

/** Several values with commas between, those left out with a minus before them. */
const written = ({ any, none }: Several<string>): string => [...any, ...none.map((each) => `-${each}`)].join(',')

type Asking = { db: Database; language: Language; names: Names }

/** What each part is called, by what it is narrowed to. */
const nameOf: Record<Part, (asking: Asking, value: string) => string | Promise<string>> = {
  product: ({ names }, value) => names.products.get(value)?.name ?? value,
  issue: ({ names }, value) => names.issues.get(value)?.name ?? value,
  step: ({ names, language }, value) => nameIn(language, names.steps.get(value)?.name ?? value),
  channel: ({ language }, value) => text(language, `channel.${value}` as TextKey),
  language: ({ language }, value) =>
    new Intl.DisplayNames(localeOf(language), { type: 'language', fallback: 'code' }).of(value) ?? value,
  tag: ({ db }, value) => namedIn(db, 'tags', value.split(',')),
  field: ({ db, language }, value) => fieldWords(db, language, value),
  team: ({ db, language }, value) =>
    value === 'management' || value === 'none'
      ? text(language, `barriers.place.${value}`)
      : namedIn(db, 'teams', [value]),
  survey: ({ db }, value) => namedIn(db, 'surveys', [value]),
}

/** Names by id; what is no id, or no more there, stays as it was written. */
async function namedIn(db: Database, table: 'tags' | 'teams' | 'surveys', ids: string[]): Promise<string> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ${sql.table(table)} where id::text = any (${ids.map((id) => id.replace(/^-/, ''))}::text[])`.execute(
    db,
  )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return ids
    .map((id) => (id.startsWith('-') ? `≠ ${names.get(id.slice(1)) ?? id.slice(1)}` : (names.get(id) ?? id)))
    .join(', ')
}

async function fieldWords(db: Database, language: Language, written: string): Promise<string> {
  const fields = new Map((await listFields(db)).map((field) => [field.key, field]))
  const said = readFieldFilters(written).map(({ key, any, none, from, to }) => {
    const field = fields.get(key)
    const option = (code: string) => field?.options.find((each) => each.code === code)?.label[language] ?? code
    const range = from || to ? [`${from ?? ''}–${to ?? ''}`] : []
    const values = [...any.map(option), ...none.map((code) => `≠ ${option(code)}`), ...range]
    return `${field?.label[language] ?? key} ${values.join(', ')}`
  })
  return said.join('; ')
}
