import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'
import { inTransaction, insertRows } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { causeClasses } from './rules.ts'

const { db, people, call } = await startProduct()
const { agent, analyst, manager } = people
const now = new Date('2026-03-02T09:00:00Z')
const answers = {
  delivery: { as_designed: 'no', expected: null },
  surprise: { as_designed: 'yes', expected: 'no' },
  mismatch: { as_designed: 'yes', expected: 'yes' },
  unknown: { as_designed: 'unknown', expected: null },
}

/** Stores complaints that were coded twice: as many as each cell of the table says. */
async function storeCoded(table: number[][]): Promise<void> {
  const pairs = table.flatMap((row, first) =>
    row.flatMap((n, second) => Array.from({ length: n }, () => [first, second])),
  )
  const coded = pairs.map((pair) => ({ id: newId(), classes: pair.map((at) => causeClasses[at] ?? 'unknown') }))
  const complaint = {
    received_at: now,
    recorded_at: now,
    channel: 'phone',
    text: 'x',
    owner_id: agent.id,
    next_update_due: now,
    event_count: 1,
    events_head: '',
  }
  const coding = { standing: 'primary', taxonomy_version: 1, coded_at: now }
  const codings = coded.flatMap(({ id, classes }) =>
    classes.map((each, index) => ({
      ...coding,
      ...answers[each],
      complaint_id: id,
      id: newId(),
      class: each,
      pass: index + 1,
      coder_id: [analyst, manager][index]?.id ?? '',
    })),
  )
  await inTransaction(db, async (tx) => {
    await insertRows(
      tx,
      'complaints',
      coded.map(({ id }) => ({ ...complaint, id, reference: id, fields: {} })),
    )
    await insertRows(tx, 'codings', codings as never)
  })
}

test('before anything is coded twice nothing is known of agreement', async () => {
  expect((await call(agent, 'readAgreement')).body).toMatchObject({ n: 0, observed: null, kappa: null, ac1: null })
})

test('agreement of the two coders is that of the worked example', async () => {
  // Rows: first coder, columns: second; delivery, surprise, mismatch, unknown. Expected: computed with R.
  const table = [
    [18, 2, 1, 1],
    [3, 30, 4, 1],
    [1, 5, 14, 2],
    [0, 2, 1, 15],
  ]
  await storeCoded(table)
  const { body } = await call(agent, 'readAgreement')
  expect([body.n, body.classes, body.matrix]).toEqual([100, [...causeClasses], table])
  expect(body.observed).toBeCloseTo(0.77, 10)
  expect(body.kappa?.value).toBeCloseTo(0.682846, 6)
  expect(body.kappa?.low).toBeCloseTo(0.568552, 5)
  expect(body.kappa?.high).toBeCloseTo(0.797141, 5)
  expect(body.ac1).toBeCloseTo(0.696697, 6)
})
