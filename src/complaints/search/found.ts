import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Part } from './box.ts'
import type { Found, Segment } from './contract.ts'
import { type Marker, markerFor } from './marker.ts'
import { segmentsOf, snippetOf } from './marks.ts'
import type { Readings } from './query.ts'

type Said = { id: string; where: NonNullable<Found['where']>; text: string }
type Own = { id: string; title: string | null; text: string | null; name: string | null }

/** As many characters of the words around a match as a row has room for. */
const snippetLength = 240

/** What was found in each of these complaints, a page of them at the most. */
export async function foundIn(
  db: Database,
  ids: string[],
  parts: readonly Part[],
  readings: Readings,
): Promise<Map<string, Found>> {
  if (ids.length === 0 || !parts.some((part) => part.kind === 'words' && !part.isExcluded)) return new Map()
  const { rows } = await sql<Own>`
    select c.id, c.title, c.text, cu.name from complaints c left join customers cu on cu.id = c.customer_id
    where c.id in (${sql.join(ids)})`.execute(db)
  const mark = await markerFor(
    db,
    parts,
    readings,
    rows.flatMap(({ title, text }) => [title ?? '', text ?? '']),
    rows.map(({ name }) => name ?? ''),
  )
  const found = new Map(rows.map((row) => [row.id, inOwn(row, mark)]))
  const rest = ids.filter((id) => found.get(id)?.words === null)
  for (const [id, later] of await foundLater(db, rest, parts, readings)) {
    const own = found.get(id)
    if (own) found.set(id, { ...own, ...later })
  }
  return found
}

function inOwn({ title, text, name }: Own, mark: Marker): Found {
  const words = snippet(text, mark)
  return { title: whole(title, mark), words, where: words && 'text', customer: whole(name, mark) }
}

function whole(text: string | null, mark: Marker): Segment[] | null {
  const places = text ? mark(text) : []
  return text && places.length > 0 ? segmentsOf(text, places) : null
}

function snippet(text: string | null, mark: Marker): Segment[] | null {
  const places = text ? mark(text) : []
  return text && places.length > 0 ? snippetOf(text, places, snippetLength) : null
}

/** Of complaints whose own words have none of it: the latest message or note that has. */
async function foundLater(db: Database, ids: string[], parts: readonly Part[], readings: Readings) {
  if (ids.length === 0) return []
  const { rows } = await sql<Said>`
    select m.complaint_id as id, m.direction as where, left(m.text, 20000) as text from messages m
    where m.complaint_id in (${sql.join(ids)}) order by m.at desc limit 500`.execute(db)
  const mark = await markerFor(
    db,
    parts,
    readings,
    rows.map(({ text }) => text),
  )
  const later = new Map<string, Pick<Found, 'words' | 'where'>>()
  for (const { id, where, text } of rows) {
    const words = later.has(id) ? null : snippet(text, mark)
    if (words) later.set(id, { words, where })
  }
  return later
}

/** How what was asked for stands in everything that was said about a complaint: each form once, as it is written there. */
export async function formsIn(db: Database, id: string, parts: readonly Part[], readings: Readings): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select text from (
      select c.title as text from complaints c where c.id = ${id} union all select c.text from complaints c where c.id = ${id}
      union all select cu.name from complaints c join customers cu on cu.id = c.customer_id where c.id = ${id}
      union all select m.text from messages m where m.complaint_id = ${id}
      union all select concat_ws(E'\n', h.note, h.decline_reason) from handovers h where h.complaint_id = ${id}) said
    where text is not null limit 1000`.execute(db)
  const texts = rows.map(({ text }) => text)
  const mark = await markerFor(db, parts, readings, texts)
  const forms = new Set(texts.flatMap((text) => mark(text).map(({ start, end }) => text.slice(start, end))))
  return [...forms].slice(0, 300)
}
