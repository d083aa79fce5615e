import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'

export type Row = Record<string, string>

/** The real complaints that ship with the product. */
export function shippedRows(root: string): Row[] {
  const text = gunzipSync(readFileSync(join(root, 'demo', 'cfpb-complaints.csv.gz'))).toString('utf8')
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data
}

/** Numbers that look random and are the same every time (Park and Miller's minimal standard generator). */
export function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647
    yield state / 2_147_483_647
  }
}

const firstDay = Date.parse('2023-01-01')
const days = 1095

/**
 * Writes `count` complaints drawn with replacement from the real ones, each with a number of its own and a date drawn from
 * three years, as an export of the CFPB.
 */
export async function writeResampled(rows: Row[], count: number, path: string): Promise<void> {
  const random = seeded(20_260_101)
  const columns = Object.keys(rows[0] as Row)
  async function* lines() {
    yield `${columns.join(',')}\n`
    for (let index = 0; index < count; index += 1000) {
      const drawn = Array.from({ length: Math.min(1000, count - index) }, (_each, offset) => {
        const row = rows[Math.floor(random.next().value * rows.length)] as Row
        const day = new Date(firstDay + Math.floor(random.next().value * days) * 86_400_000).toISOString().slice(0, 10)
        return columns.map((column) => {
          if (column === 'Complaint ID') return String(90_000_000 + index + offset)
          if (column === 'Date received' || column === 'Date sent to company') return day
          return row[column] ?? ''
        })
      })
      yield `${Papa.unparse(drawn, { newline: '\n' })}\n`
    }
  }
  await pipeline(lines, createWriteStream(path))
}
