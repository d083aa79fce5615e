/**
 * Holds predictionPoweredShares against reference intervals for real data.
 *   npm run bench ppi -- REFERENCE.json FOLDER [FOLDER …]
 * The reference is a JSON file with `cases`; the folders hold the data sets it names (CSV, also gzipped): a column `Y` and one
 * `Yhat` of 0 and 1, or `product` and a column of a model's answers.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { type GoldCase, predictionPoweredShares } from '../src/stats/index.ts'

type Estimate = { pointestimate: number; ci: [number, number] }
type Case = {
  dataset: string
  target: string
  n: number
  N: number
  labelled_rows?: number[]
  model_column?: string
  classical_mean_ci: [number, number]
  lam_0: Estimate
  lam_1: Estimate
  lam_auto: Estimate
}
type Row = Record<string, string>

const [reference, ...folders] = process.argv.slice(2)
if (!reference || folders.length === 0)
  throw new Error('Name the reference file and the folders that hold its data sets.')
const { cases } = JSON.parse(readFileSync(reference, 'utf8')) as { cases: Case[] }
const tables = new Map<string, Row[]>()

let equal = 0
let compared = 0
for (const each of cases) {
  const { gold, predicted } = splitRows(each, tableOf(each.dataset))
  if (gold.length !== each.n || predicted[0] + predicted[1] !== each.N) throw new Error(`${each.dataset}: other sizes`)
  for (const [name, lambda] of [
    ['lam_0', 0],
    ['lam_1', 1],
    ['lam_auto', undefined],
  ] as const) {
    const found = predictionPoweredShares({ gold, predicted, lambda })?.shares[1]
    const { pointestimate, ci } = each[name]
    // Ours are cut to 0 and 1, as a share is.
    const pairs = [
      [found?.share, pointestimate],
      [found?.low, Math.max(0, ci[0])],
      [found?.high, Math.min(1, ci[1])],
    ] as const
    for (const [at, [ours, theirs]] of pairs.entries()) {
      compared++
      if (Math.abs((ours ?? Number.NaN) - theirs) <= 1e-6 * Math.max(1e-3, Math.abs(theirs))) equal++
      else
        console.log(
          `${each.dataset} ${each.model_column ?? ''} ${each.target} n ${each.n} ${name}[${at}]: ${ours} for ${theirs}`,
        )
    }
  }
}
console.log(`${equal} of ${compared} numbers of ${cases.length} cases equal to 1e-6`)

function tableOf(name: string): Row[] {
  const known = tables.get(name)
  if (known) return known
  const path = folders
    .flatMap((folder) => [join(folder, name), join(folder, `${name}.gz`)])
    .find((each) => existsSync(each))
  if (!path) throw new Error(`${name} is in none of the folders.`)
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const { data } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true })
  tables.set(name, data)
  return data
}

/** Which rows are labelled: those that are listed, or the first of all ids in the order of their hashes. */
function splitRows(
  { labelled_rows, model_column, target, n }: Case,
  rows: Row[],
): { gold: GoldCase[]; predicted: [number, number] } {
  const category = /=='([^']+)'/.exec(target)?.[1]
  const codes = rows.map((row) =>
    category === undefined
      ? { truth: Number(row.Y), predicted: Number(row.Yhat) }
      : { truth: row.product === category ? 1 : 0, predicted: row[model_column ?? ''] === category ? 1 : 0 },
  )
  const hash = (row: Row) => createHash('sha1').update(`L${row.id}`).digest('hex')
  const chosen = new Set(
    labelled_rows ??
      rows
        .map((row, at) => ({ at, hash: hash(row) }))
        .sort((one, other) => (one.hash < other.hash ? -1 : 1))
        .slice(0, n)
        .map(({ at }) => at),
  )
  const others = codes.filter((_, at) => !chosen.has(at))
  const positive = others.filter(({ predicted }) => predicted === 1).length
  return { gold: codes.filter((_, at) => chosen.has(at)), predicted: [others.length - positive, positive] }
}
