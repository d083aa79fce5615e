import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { themesIn, usualForm } from '../../language/index.ts'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { namesIn } from './people-names.ts'
import { addDays, type Day } from './periods.ts'

/** Themes that are watched at most, texts that are looked at to choose them, and how often that is done. */
const mostThemes = 600
const sampleSize = 4000
const fewestToChoose = 100
const choiceDays = 7
/** A theme is in so many texts at least, and not in more than this share: what everybody says tells nothing. */
const fewestTexts = 8
const largestShare = 0.25
/** A theme that is chosen later is counted back over so many days. */
const lookBackDays = 182

/** The themes that are watched, each with the first day that is counted for it. */
export async function watchedThemes(tx: Tx): Promise<Map<string, Day>> {
  const { rows } = await sql<{ key: string; since: Day }>`
    select key, since from series where kind = 'words' and retired_at is null`.execute(tx)
  return new Map(rows.map(({ key, since }) => [key, since]))
}

/**
 * Chooses once a week which words are watched: what customers speak of most among the newest complaints, without names and
 * without what nearly everybody says. What is new is counted back over half a year (the first time over everything), by
 * marking those days. What was chosen stays as long as there is room.
 * @returns the days that are to be counted again for their words alone
 */
export async function chooseThemes(db: Database, now: Date): Promise<Day[]> {
  if (!(await isDue(db, now))) return []
  const chosen = await frequentThemes(db)
  if (chosen === null) return []
  return inTransaction(db, async (tx) => {
    const isFirst = await noteChoice(tx, now)
    if (isFirst === null) return []
    const known = await sql<{ key: string; retired: boolean }>`
      select key, retired_at is not null as retired from series where kind = 'words'`.execute(tx)
    const held = new Map(known.rows.map(({ key, retired }) => [key, retired]))
    const fresh = chosen.filter(({ key }) => held.get(key) !== false)
    const since = isFirst ? '1900-01-01' : addDays(now.toISOString().slice(0, 10), -lookBackDays)
    await storeThemes(tx, fresh, since)
    await retireOthers(tx, new Set(chosen.map(({ key }) => key)), now)
    return fresh.length > 0 ? markSince(tx, since) : []
  })
}

async function isDue(db: Database, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select 1 from theme_choices where chosen_at > ${new Date(now.getTime() - choiceDays * 86_400_000)}`.execute(db)
  return rows.length === 0
}

/** Of two processes that choose at once the second finds it done. @returns whether it is the first choice ever; null: done already */
async function noteChoice(tx: Tx, now: Date): Promise<boolean | null> {
  const latest = new Date(now.getTime() - choiceDays * 86_400_000)
  const { rows } = await sql<{ is_first: boolean }>`
    insert into theme_choices as held (chosen_at) values (${now})
    on conflict (only_row) do update set chosen_at = excluded.chosen_at where held.chosen_at <= ${latest}
    returning not exists (select 1 from theme_choices) as is_first`.execute(tx)
  return rows[0]?.is_first ?? null
}

type Chosen = { key: string; label: string }

/** The themes of the newest complaints; null while there are too few to choose by. */
async function frequentThemes(db: Database): Promise<Chosen[] | null> {
  const { rows } = await sql<{ text: string }>`
    select text from complaints where text is not null order by received_at desc limit ${sampleSize}`.execute(db)
  if (rows.length < fewestToChoose) return null
  const isName = await namesIn(db)
  const counts = new Map<string, number>()
  const written = new Map<string, Map<string, number>>()
  for (const [place, { text }] of rows.entries()) {
    if (place % 200 === 199) await setImmediate()
    for (const theme of themesIn(text)) {
      if (theme.written.split(' ').some(isName)) continue
      counts.set(theme.key, (counts.get(theme.key) ?? 0) + 1)
      const forms = written.get(theme.key) ?? new Map<string, number>()
      written.set(theme.key, forms.set(theme.written, (forms.get(theme.written) ?? 0) + 1))
    }
  }
  return [...counts]
    .filter(([, texts]) => texts >= fewestTexts && texts <= rows.length * largestShare)
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, mostThemes)
    .map(([key]) => ({ key, label: usualForm(written, key) }))
}

async function storeThemes(tx: Tx, fresh: Chosen[], since: Day): Promise<void> {
  await insertRows(
    tx,
    'series',
    fresh.map(({ key, label }) => ({ id: newId(), kind: 'words', key, label, since })),
    sql`on conflict (kind, key) do update set retired_at = null, since = excluded.since, label = excluded.label`,
  )
}

/** As many stay as there is room for: those chosen now, and of the others those that customers used last. */
async function retireOthers(tx: Tx, chosen: Set<string>, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; key: string }>`
    select s.id, s.key from series s where s.kind = 'words' and s.retired_at is null
    order by (select max(day) from series_days d where d.series_id = s.id) desc nulls last`.execute(tx)
  const others = rows.filter(({ key }) => !chosen.has(key))
  const ids = others.slice(Math.max(0, mostThemes - chosen.size)).map(({ id }) => id)
  await sql`update series set retired_at = ${now} where id = any (${ids}::uuid[])`.execute(tx)
}

/** Marks the days that are to be read for new themes. @returns those that were not marked for something else */
async function markSince(tx: Tx, since: Day): Promise<Day[]> {
  const { rows } = await sql<{ day: Day; isOwn: boolean }>`
    insert into complaint_days_changed as held (day, new_complaints, marked_at)
    select day, true, now() - interval '1 hour' from (select distinct day from series_days where day >= ${since}::date) days order by day
    on conflict (day) do update set new_complaints = true returning day, held.xmax = 0 as "isOwn"`.execute(tx)
  return rows.filter(({ isOwn }) => isOwn).map(({ day }) => day)
}
