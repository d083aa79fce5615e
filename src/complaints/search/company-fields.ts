import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FieldKind, FieldOption } from '../fields/rules.ts'
import { chosen, type Meaning } from './choices.ts'
import { daysMeant } from './days.ts'

/** A field that the company defined, under a name that was typed. */
export type CompanyField = { key: string; kind: FieldKind; options: FieldOption[] }

/** Fields of the company by their key or what they are called in either language; spaces are typed as `_`. */
export async function companyFieldsNamed(db: Database, names: string[]): Promise<Map<string, CompanyField>> {
  const asked = names.map((name) => name.toLowerCase())
  const { rows } = await sql<CompanyField & { names: string[] }>`
    select key, kind, options, names from field_definitions, lateral (
      select array_agg(replace(lower(name), ' ', '_')) as names from unnest(array[key, label ->> 'en', label ->> 'ru']) as name) called
    where retired_at is null and names && ${asked}::text[]`.execute(db)
  return new Map(rows.flatMap(({ names: called, ...field }) => called.map((name) => [name, field] as const)))
}

/** What a value of such a field means as a filter of the list, or null when the field cannot hold it. */
export function companyMeaning({ key, kind, options }: CompanyField, typed: string, now: Date): Meaning | null {
  const is = (...pairs: [sign: string, value: string][]): Meaning => ({
    filter: 'field',
    value: new URLSearchParams(pairs.map(([sign, value]) => [`${key}${sign}`, value])).toString(),
  })
  if (kind === 'number') {
    const [, sign = '', number] = /^([<>])?=?\s*(-?\d+(?:[.,]\d+)?)$/.exec(typed) ?? []
    return number === undefined ? null : is([sign, number.replace(',', '.')])
  }
  if (kind === 'date') {
    const days = daysMeant(typed, now)
    return days && is(['>', days.from], ['<', days.to])
  }
  const named =
    kind === 'yes_no'
      ? [
          { filter: '', value: 'true', names: ['true', 'yes', 'да'] },
          { filter: '', value: 'false', names: ['false', 'no', 'нет'] },
        ]
      : options.map(({ code, label }) => ({ filter: '', value: code, names: [code, label.en, label.ru] }))
  if (kind !== 'yes_no' && options.length === 0) return is(['', typed.trim().toLowerCase()])
  const choice = chosen(typed, named)
  return choice && is(['', choice.meaning.value])
}
