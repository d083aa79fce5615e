/**
 * The nightly work of alarms in an installation of its own that is gone afterwards: 5,000 series with six years of counts, a
 * hundred of which rise, watched for one day and one week, as in the night after a Sunday; then an alarm as its page reads it.
 *   npm run bench alarms [-- SERIES]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connectAsApp, type Database, migrate } from '../src/platform/database/index.ts'
import { startEmbedded } from '../src/platform/postgres/index.ts'
import { productFolder } from '../src/platform/root.ts'
import { listAlarms, readAlarm } from '../src/potholes/alarms/read.ts'
import { watchPeriod } from '../src/potholes/alarms/watch.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const seriesCount = Number(process.argv[2] ?? 5000)
const [firstDay, lastDay] = ['2020-03-02', '2026-03-01']
const now = new Date('2026-03-02T00:30:00Z')

const folder = mkdtempSync(join(tmpdir(), 'amends-bench-alarms-'))
const postgres = await startEmbedded({ dataFolder: join(folder, 'postgres') })
try {
  await migrate(postgres.connection, join(productFolder, 'db', 'migrations'))
  const db = await connectAsApp(postgres.connection)
  await fill(db)
  for (const [unit, starts] of [
    ['day', lastDay],
    ['week', '2026-02-23'],
  ] as const) {
    const [cpu, started] = [process.cpuUsage(), performance.now()]
    const watched = await watchPeriod(db, { unit, starts, now, isNews: false })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const own = (process.cpuUsage(cpu).user / 1e6).toFixed(1)
    say(
      `${unit}: ${watched?.series} series in ${seconds} s (${own} s of this process), ${watched?.found} above their threshold`,
    )
  }
  await readAll(db)
  await db.destroy()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Each series has a rate of its own, a season, and weekdays; every fiftieth is three times as high in the last week. */
async function fill(db: Database): Promise<void> {
  const started = performance.now()
  await sql`select setseed(0.5)`.execute(db)
  await sql`
    insert into series (id, kind, key)
    select gen_random_uuid(), case when i = 0 then 'all' else 'words' end, 'series ' || i from generate_series(0, ${seriesCount - 1}::int) i`.execute(
    db,
  )
  await sql`update series set since = ${firstDay} where kind = 'words'`.execute(db)
  const { rows } = await sql<{ n: number }>`
    with filled as (
      insert into series_days (series_id, day, n)
      select id, day, n from (
        select s.id, day::date,
          floor(random() + s.rate * (1 + 0.4 * sin(extract(doy from day) / 58.0)) * (case when extract(isodow from day) > 5 then 0.4 else 1.2 end)
            * (case when s.place % 50 = 0 and day >= '2026-02-23' then 3 else 1 end) * (0.4 + 1.2 * random()))::int as n
        from (select id, row_number() over (order by key) as place, 0.1 + 3 * random() ^ 4 as rate from series) s,
          generate_series(${firstDay}::date, ${lastDay}::date, interval '1 day') as day) drawn
      where n > 0 returning 1)
    select count(*) as n from filled`.execute(db)
  await sql`analyze series_days`.execute(db)
  say(
    `${seriesCount} series, ${rows[0]?.n} days with complaints, filled in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
}

async function readAll(db: Database): Promise<void> {
  const { items } = await listAlarms(db, { limit: 100 })
  const times: number[] = []
  for (const { id } of items) {
    const started = performance.now()
    await readAlarm(db, id)
    times.push(performance.now() - started)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(0)
  say(`${items.length} alarms read: median ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}
