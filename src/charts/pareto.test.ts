import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { kindsIn, type ParetoFacts, paretoRows, paretoSentence, paretoTable } from './pareto.ts'

const facts: ParetoFacts = {
  items: [
    { key: 'billing', label: 'Billing', count: 30, rate: null },
    {
      key: 'delivery',
      label: 'Delivery',
      count: 60,
      rate: { value: 2, low: 1.5, high: 2.6 },
      parts: [{ kind: 'd', count: 50 }],
    },
    { key: 'app', label: 'App', count: 30, parts: [{ kind: 'd', count: 30 }] },
  ],
  kinds: [{ key: 'd', label: 'Not as designed', tone: 'first' }],
  ratePer: 'per 1,000 parcels',
}

test('the most frequent comes first, equal ones by name, and each row sums up those above it', () => {
  expect(paretoRows(facts).map(({ key, cumulative }) => [key, cumulative])).toEqual([
    ['delivery', 0.5],
    ['app', 0.75],
    ['billing', 1],
  ])
})

test('cases of items not listed count in the sum', () => {
  expect(paretoRows({ ...facts, total: 240 }).map(({ cumulative }) => cumulative)).toEqual([0.25, 0.375, 0.5])
})

test('what is of no known kind is shown as unknown and not left out', () => {
  const [delivery] = paretoRows(facts)
  expect(delivery?.segments).toEqual([
    { key: 'd', tone: 'first', from: 0, to: 50 },
    { key: 'unknown', tone: 'unknown', from: 50, to: 60 },
  ])
  expect(kindsIn('en', facts).map(({ label }) => label)).toEqual(['Not as designed', 'unknown'])
})

test('without kinds a bar is whole', () => {
  expect(paretoRows({ items: [{ key: 'a', label: 'A', count: 7 }] })[0]?.segments).toEqual([
    { key: 'a', tone: 'first', from: 0, to: 7 },
  ])
})

test('a rate of unknown exposure says unknown and is empty in a spreadsheet', () => {
  const rates = paretoTable('en', facts).rows.map(({ cells }) => cells[4])
  expect(rates).toEqual([
    { shown: '2 (1.5 – 2.6)', plain: 2 },
    { shown: 'unknown', plain: null },
    { shown: 'unknown', plain: null },
  ])
})

test('a row reads as a sentence', () => {
  const [delivery] = paretoRows(facts)
  expect(delivery && paretoSentence('en', delivery, facts)).toBe(
    'Delivery: 60 cases, 50% with those above. 2 (1.5 – 2.6) per 1,000 parcels. Not as designed 50, unknown 10.',
  )
})

test('the period before stands beside each count, and what is not known of it is not nought', () => {
  const facts = {
    items: [
      { key: 'a', label: 'Late', count: 12, previous: 0 },
      { key: 'b', label: 'Lost', count: 3 },
    ],
    previousLabel: 'The year before',
  }
  const { columns, rows } = paretoTable('en', facts)
  expect(columns[2]?.header).toBe('The year before')
  expect(rows.map(({ cells }) => cells[2])).toEqual([
    { shown: '0', plain: 0 },
    { shown: 'unknown', plain: null },
  ])
})
