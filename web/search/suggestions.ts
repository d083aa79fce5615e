import { type Field, readBox, writeValue } from '../../src/complaints/search/box.ts'
import { type FieldName, fieldNames, fields, nameIn } from '../../src/complaints/search/fields.ts'

/** What can be put into the box: `insert` takes the place of what stands from `start` to `end`. */
export type Suggestion = { label: string; insert: string; start: number; end: number; field?: FieldName }
/** The values of a field that can be chosen, by the words on the screen. */
export type Values = Partial<Record<FieldName, readonly string[]>>

const most = 8
const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

/**
 * Names of filters and their values for what stands before the cursor: `ow` offers `owner:`, `channel:e` offers E-mail.
 * @param language  of the names that are offered; those of the other language are understood too
 */
export function suggestionsFor(typed: string, cursor: number, values: Values, language: 'en' | 'ru'): Suggestion[] {
  const before = typed.slice(0, cursor)
  const last = readBox(before).parts.at(-1)
  const isAtIt = last !== undefined && last.end === before.length
  if (isAtIt && last.kind === 'field') return valuesFor(before, last, values)
  if (isAtIt && (last.kind !== 'words' || last.isPhrase)) return []
  const start = isAtIt ? last.start : cursor
  const begun = plain(isAtIt ? before.slice(start).replace(/^-/, '') : '')
  const minus = isAtIt && before[start] === '-' ? '-' : ''
  if (begun === '' && typed.trim() !== '') return []
  return fields
    .filter((field) => fieldNames[field].some((name) => name.startsWith(begun)))
    .slice(0, begun === '' ? fields.length : most)
    .map((field) => {
      const label = `${nameIn(field, language)}:`
      return { label, insert: `${minus}${label}`, start, end: cursor, field }
    })
}

function valuesFor(
  before: string,
  { field, name, values: typed, isExcluded, start }: Field,
  values: Values,
): Suggestion[] {
  const isOpen = !/[,:]\s*$/.test(before)
  const begun = isOpen ? plain(typed.at(-1) ?? '') : ''
  const kept = isOpen ? typed.slice(0, -1) : typed
  const fits = (label: string) => plain(label).startsWith(begun) || plain(label).includes(` ${begun}`)
  const offered = field === 'company' ? [] : (values[field] ?? [])
  return offered
    .filter((label) => fits(label) && !kept.includes(label))
    .slice(0, most)
    .map((label) => {
      const insert = `${isExcluded ? '-' : ''}${name}:${[...kept, label].map(writeValue).join(',')} `
      return { label, insert, start, end: before.length }
    })
}
