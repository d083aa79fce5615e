import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { benjaminiHochberg, tooFewToSay, type Watched } from '../../stats/index.ts'
import { type Day, endOf, type Unit } from '../series/periods.ts'
import { readExposures } from './exposure.ts'
import { type History, readHistories, watchHistory } from './history.ts'
import { endAlarms, raise, type Signal } from './raise.ts'
import { tracePoints } from './points.ts'

/** False alarms among all alarms of one period that we accept. */
const falseDiscoveryRate = 0.05
export type WatchedPeriod = { series: number; found: number }

/**
 * Watches all series in one period that is over, once: whoever stores the row of the period does the work, and a second
 * process that comes meanwhile waits and finds it done. What is above its threshold and holds after Benjamini and Hochberg
 * over all series makes alarms or goes on with those there are.
 * @param isNews  whether managers are told; not of what is long past
 * @returns null when the period was watched before, or is not counted yet
 */
export async function watchPeriod(
  db: Database,
  { unit, starts, now, isNews }: { unit: Unit; starts: Day; now: Date; isNews: boolean },
): Promise<WatchedPeriod | null> {
  return inTransaction(db, async (tx) => {
    if (!(await isCounted(tx, unit, starts)) || !(await claim(tx, unit, starts, now))) return null
    const { histories, seriesCount } = await readHistories(tx, { unit, starts })
    const signals = await judge(tx, { unit, starts, histories, seriesCount })
    await raise(tx, signals, { unit, starts, now, isNews })
    await endAlarms(tx, { unit, starts })
    await tracePoints(tx, { unit, starts })
    await sql`
      update series_watches set series_count = ${seriesCount}, found_count = ${signals.length}
      where unit = ${unit} and starts = ${starts}`.execute(tx)
    return { series: seriesCount, found: signals.length }
  })
}

/** Whether every day of the period is counted; one that another process counts just now is not yet. */
async function isCounted(tx: Tx, unit: Unit, starts: Day): Promise<boolean> {
  const { rows } = await sql`
    select 1 from complaint_days_changed
    where day >= ${starts}::date and day < ${endOf(unit, starts)}::date limit 1`.execute(tx)
  return rows.length === 0
}

async function claim(tx: Tx, unit: Unit, starts: Day, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into series_watches (unit, starts, watched_at, series_count, found_count)
    values (${unit}, ${starts}, ${now}, 0, 0) on conflict do nothing returning 1`.execute(tx)
  return rows.length > 0
}

async function judge(
  tx: Tx,
  of: { unit: Unit; starts: Day; histories: History[]; seriesCount: number },
): Promise<Signal[]> {
  const exposures = await readExposures(tx, of.unit)
  const judged: { history: History; watched: Watched }[] = []
  let breath = performance.now()
  for (const history of of.histories) {
    const watched = watchHistory(history, of.unit, exposures)
    if (watched) judged.push({ history, watched })
    // The server goes on answering meanwhile.
    if (performance.now() - breath < 15) continue
    await setImmediate()
    breath = performance.now()
  }
  const untested = Math.max(0, of.seriesCount - judged.length)
  const adjusted = benjaminiHochberg([...judged.map(({ watched }) => watched.p), ...Array<number>(untested).fill(1)])
  return judged.flatMap(({ history, watched }, place): Signal[] => {
    const adjustedP = adjusted[place] ?? 1
    const isSpike = watched.alarm && !tooFewToSay(watched.observed) && watched.observed > watched.expected
    if (!isSpike || adjustedP > falseDiscoveryRate) return []
    return [{ seriesId: history.id, kind: history.kind, key: history.key, adjustedP, ...watched }]
  })
}
