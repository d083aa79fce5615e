import Papa from 'papaparse'
import { z } from 'zod'
import { Problem } from '../../platform/problem.ts'

/** Somebody who was hit and said nothing, as the company's list has them. */
export type Silent = { email: string; name: string | null; language: 'en' | 'ru' | null; happened: string | null }

export const rejectReasons = ['no_email', 'bad_email', 'repeated'] as const
/** A row that was not taken: its line in the file, why, and its cells as they were. */
export type Rejected = { line: number; reason: (typeof rejectReasons)[number]; cells: string[] }

const headings: Record<keyof Silent, readonly string[]> = {
  email: ['email', 'e-mail', 'mail', 'email address', 'почта', 'эл. почта', 'электронная почта', 'адрес'],
  name: ['name', 'customer', 'full name', 'имя', 'клиент', 'фио'],
  language: ['language', 'lang', 'язык'],
  happened: ['happened', 'what happened', 'what', 'note', 'что случилось', 'случай', 'примечание'],
}
const languages: Record<string, 'en' | 'ru'> = {
  en: 'en',
  english: 'en',
  ru: 'ru',
  russian: 'ru',
  русский: 'ru',
  рус: 'ru',
  английский: 'en',
}
const Email = z.email().max(320)

/**
 * Reads a list of affected customers: CSV with a heading, English or Russian. An address counts once; a language we do not write
 * is taken as not known. Rows without a usable address are given back with their reason.
 * @throws Problem affected_list_unreadable when no column holds addresses
 */
export function readAffected(words: string): { listed: Silent[]; rejected: Rejected[] } {
  // No text of the database holds a NUL.
  const { data } = Papa.parse<string[]>(words.replace(/^\uFEFF/, '').replaceAll('\0', '\uFFFD'), {
    skipEmptyLines: false,
  })
  const isBlank = (row: string[]) => row.every((cell) => cell.trim() === '')
  const [header = [], ...rows] = data
  const titles = header.map((title) => title.trim().toLowerCase())
  const at = (field: keyof Silent) => titles.findIndex((title) => headings[field].includes(title))
  const places = { email: at('email'), name: at('name'), language: at('language'), happened: at('happened') }
  if (places.email < 0)
    throw new Problem(
      'invalid',
      'affected_list_unreadable',
      {},
      { fields: [{ field: 'file', message: 'affected_list_unreadable' }] },
    )
  const listed = new Map<string, Silent>()
  const rejected: Rejected[] = []
  for (const [index, cells] of rows.entries()) {
    if (isBlank(cells)) continue
    const said = (field: keyof Silent) => cells[places[field]]?.trim() ?? ''
    const email = said('email').toLowerCase()
    const reason = !email
      ? 'no_email'
      : !Email.safeParse(email).success
        ? 'bad_email'
        : listed.has(email)
          ? 'repeated'
          : null
    if (reason) rejected.push({ line: index + 2, reason, cells })
    else
      listed.set(email, {
        email,
        name: said('name').slice(0, 200) || null,
        language: languages[said('language').toLowerCase()] ?? null,
        happened: said('happened').slice(0, 1000) || null,
      })
  }
  return { listed: [...listed.values()], rejected }
}
