import Papa from 'papaparse'
import { z } from 'zod'
import { Problem } from '../../platform/problem.ts'
import type { Draws } from '../../stats/index.ts'

/** Somebody in the list of all customers. */
export type Listed = {
  name: string | null
  email: string | null
  language: string
  segment: string
  customerId: string | null
}
/** A part of the frame: its size, and how many of it were drawn. */
export type DrawnStratum = { segment: string; language: string; inFrame: number; drawn: number }

const headers: Record<'email' | 'name' | 'language' | 'segment', readonly string[]> = {
  email: ['email', 'e-mail', 'mail', 'email address', 'почта', 'эл. почта', 'электронная почта', 'адрес'],
  name: ['name', 'customer', 'full name', 'имя', 'клиент', 'фио'],
  language: ['language', 'lang', 'язык'],
  segment: ['segment', 'group', 'сегмент', 'группа'],
}
const Email = z.email()

/**
 * Reads a list of all customers. The same address counts once; a row without a usable address stays, because leaving it
 * out would make the frame smaller than the company's customers are.
 * @throws Problem survey_list_unreadable, survey_list_empty
 */
export function readList(words: string): Listed[] {
  const { data, meta } = Papa.parse<Record<string, string>>(words.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (header) => header.trim().toLowerCase(),
  })
  const found = (field: keyof typeof headers) => meta.fields?.find((header) => headers[field].includes(header))
  const columns = { email: found('email'), name: found('name'), language: found('language'), segment: found('segment') }
  const unreadable = { fields: [{ field: 'file', message: 'survey_list_unreadable' }] }
  if (!columns.email && !columns.name) throw new Problem('invalid', 'survey_list_unreadable', {}, unreadable)
  const known = new Set<string>()
  const listed: Listed[] = []
  for (const row of data) {
    const said = (field: keyof typeof headers) => row[columns[field] ?? '']?.trim() ?? ''
    const email = said('email').toLowerCase()
    if (email && known.has(email)) continue
    known.add(email)
    const isUsable = Email.safeParse(email).success
    listed.push({
      name: said('name').slice(0, 200) || null,
      email: isUsable ? email : null,
      language: said('language').toLowerCase().slice(0, 2),
      segment: said('segment').slice(0, 100),
      customerId: null,
    })
  }
  if (listed.length === 0) throw new Problem('invalid', 'survey_list_empty', {}, unreadable)
  return listed
}

/**
 * A simple random sample: everyone in the frame has the same chance. The same frame and draws give the same sample.
 * @returns those drawn, and how many are in each segment and language
 */
export function drawSample(
  frame: readonly Listed[],
  size: number,
  draws: Draws,
): { drawn: Listed[]; strata: DrawnStratum[] } {
  const places = frame.map((_, place) => place)
  const most = Math.min(size, frame.length)
  for (let at = 0; at < most; at++) {
    const other = at + Math.floor(draws() * (places.length - at))
    ;[places[at], places[other]] = [places[other] as number, places[at] as number]
  }
  const drawn = places.slice(0, most).map((place) => frame[place] as Listed)
  const strata = new Map<string, DrawnStratum>()
  const count = ({ segment, language }: Listed, what: 'inFrame' | 'drawn') => {
    const key = JSON.stringify([segment, language])
    const stratum = strata.get(key) ?? { segment, language, inFrame: 0, drawn: 0 }
    stratum[what] += 1
    strata.set(key, stratum)
  }
  for (const each of frame) count(each, 'inFrame')
  for (const each of drawn) count(each, 'drawn')
  return { drawn, strata: [...strata.values()] }
}
