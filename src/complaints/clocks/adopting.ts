import { sql } from 'kysely'
import { calendarPresets } from '../../calendar/presets/calendars.ts'
import { brokeConstraint, type Database, onlyRow, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { ClockPreset, Regime } from './contract.ts'
import { regimePresets } from './presets.ts'
import { addCalendar, addRegime } from './settings.ts'

const nameOf = (key: string): string => calendarPresets.find((each) => each.key === key)?.name ?? 'Office hours'

/** The regimes to begin with, and which of them we have. */
export async function listPresets(db: Database): Promise<ClockPreset[]> {
  const { rows } = await sql<{ preset: string }>`select preset from regimes where preset is not null`.execute(db)
  const adopted = new Set(rows.map(({ preset }) => preset))
  return regimePresets.map(({ key, name, calendar, definition }) => ({
    ...definition,
    key,
    name,
    calendar: nameOf(calendar),
    isAdopted: adopted.has(key),
  }))
}

/** Makes a regime of ours from a preset, with its calendar when that is missing. @throws Problem preset_not_found, preset_adopted */
export async function adoptPreset(tx: Tx, key: string, now: Date): Promise<Regime> {
  const preset = regimePresets.find((each) => each.key === key)
  if (!preset) throw new Problem('not_found', 'preset_not_found')
  const { rows } = await sql`select 1 from regimes where preset = ${key}`.execute(tx)
  if (rows.length > 0) throw new Problem('conflict', 'preset_adopted')
  const { name, definition } = preset
  const calendarId = await calendarFor(tx, preset.calendar, now)
  return addRegime(tx, { name, active: true, calendarId, ...definition }, now, key).catch((error) => {
    throw brokeConstraint(error, 'regimes_preset_key')
      ? new Problem('conflict', 'preset_adopted', {}, { cause: error })
      : error
  })
}

async function calendarFor(tx: Tx, key: string, now: Date): Promise<string> {
  const found = await sql<{ id: string }>`select id from calendars where preset = ${key}`.execute(tx)
  const preset = calendarPresets.find((each) => each.key === key)
  if (found.rows[0] || !preset) return onlyRow(found).id
  const { name, calendar, knownUntil } = preset
  return (await addCalendar(tx, { ...calendar, name, knownUntil }, now, key)).id
}
