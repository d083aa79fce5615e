import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Span } from '../../causes/period.ts'
import { type Viewer, visibleTo } from '../../complaints/filters.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Draws, drawsFrom } from '../../stats/index.ts'
import type { InsideOut } from './contract.ts'

const wanted = 3
const tries = 12
const rounds = 5
const mostLetters = 600
const kept = 50

type Counts = { span: Span; n: number }[]
type Asked = { key: string; today: string; counts: Counts }

/**
 * Customers' words drawn at random, for everyone the same on one day: each complaint of the period with words is as likely as
 * any other. Nobody chooses; who reloads gets the same three. Drawing reads some of the complaints in order, so what was drawn
 * is remembered for the day; the words are read anew each time.
 */
export class VoiceDrawer {
  #drawn = new Map<string, Promise<string[]>>()

  constructor(private readonly db: Database) {}

  async voices(asked: Asked, viewer: Viewer): Promise<InsideOut['voices']['complaints']> {
    const key = `${asked.today} ${asked.key}`
    let drawing = this.#drawn.get(key)
    if (!drawing) {
      drawing = drawIds(this.db, asked.counts, drawsFrom(seedOf(key)))
      this.#drawn.set(key, drawing)
      drawing.then(
        (ids) => ids.length < wanted && this.#drawn.delete(key),
        () => this.#drawn.delete(key),
      )
      for (const old of [...this.#drawn.keys()].slice(0, -kept)) this.#drawn.delete(old)
    }
    return readVoices(this.db, await drawing, viewer)
  }
}

/** A number that anyone can work out from the day and the period. */
const seedOf = (key: string): number => createHash('sha256').update(key).digest().readUInt32BE(0)

/** Draws places among all complaints of the spans, and passes over those without words, until three are found. */
async function drawIds(db: Database, counts: Counts, draws: Draws): Promise<string[]> {
  const total = counts.reduce((sum, { n }) => sum + n, 0)
  const found = new Set<string>()
  for (let round = 0; round < rounds && total > 0 && found.size < wanted; round++) {
    const places = Array.from({ length: tries }, () => placeIn(counts, Math.floor(draws() * total)))
    const { rows } = await sql<{ id: string }>`
      select c.id from unnest(${places.map(({ span }) => span.from)}::timestamptz[], ${places.map(({ span }) => span.until)}::timestamptz[],
        ${places.map(({ offset }) => offset)}::int[]) with ordinality as place (since, until, skipped, at)
      cross join lateral (select id from complaints where received_at >= since and received_at < until
        order by received_at desc, id desc limit 1 offset skipped) chosen
      join complaints c on c.id = chosen.id
      where c.text ~ '\\S' and c.closure is distinct from 'merged' order by at`.execute(db)
    for (const { id } of rows) if (found.size < wanted) found.add(id)
  }
  return [...found]
}

/** Which span a place among all of them lies in, and how far into it. */
function placeIn(counts: Counts, place: number): { span: Span; offset: number } {
  let offset = place
  for (const { span, n } of counts) {
    if (offset < n) return { span, offset }
    offset -= n
  }
  throw new RangeError(`no place ${place} among the complaints`)
}

async function readVoices(db: Database, ids: string[], viewer: Viewer): Promise<InsideOut['voices']['complaints']> {
  const { rows } = await sql<{
    id: string
    reference: string
    at: Date
    language: string
    title: string | null
    words: string
    length: number
  }>`
    select c.id, c.reference, c.received_at as at, c.language, c.title, left(btrim(c.text, E' \\t\\r\\n'), ${mostLetters}) as words,
      length(btrim(c.text, E' \\t\\r\\n')) as length
    from complaints c where c.id = any (${ids}::uuid[]) and c.text ~ '\\S' and ${visibleTo(viewer)}`.execute(db)
  return rows
    .toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .map(({ reference, at, language, title, words, length }) => ({
      reference,
      receivedAt: at.toISOString(),
      language,
      title,
      words,
      isCut: length > mostLetters,
    }))
}
