import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { IntervalsDrawing } from './IntervalsDrawing.tsx'
import { axisOf, type IntervalsFacts, intervalsTable } from './intervals.ts'
import { lightPalette } from './palette.ts'

const sheet = { palette: lightPalette, language: 'en', title: 'Hot spots', description: 'By product.' } as const
const facts: IntervalsFacts = {
  estimateLabel: 'Expected per 1,000 orders',
  readingLabel: 'As counted',
  reference: { label: 'All together', value: 1.5 },
  places: [
    {
      key: 'a',
      label: 'Third party',
      count: 8,
      estimate: { value: 7.77, low: 3.57, high: 13.6 },
      reading: 10,
      href: '/a',
    },
    { key: 'b', label: 'Loyalty', count: 1, estimate: null, isTooFew: true },
    { key: 'c', label: 'Gifts', count: 0, estimate: null },
  ],
}
const draw = (width: number, given = facts) =>
  renderToStaticMarkup(<IntervalsDrawing {...sheet} {...given} width={width} />)

test('a place says its estimate, its interval and the other reading in one sentence, and opens its cases', () => {
  expect(draw(560)).toContain(
    '<a href="/a"><title>Third party: Expected per 1,000 orders 7.77, 95% interval 3.57 – 13.6, 8 cases. As counted: 10.</title>',
  )
})

test('what is too few to say and what is unknown are words and a dashed line, never a dot', () => {
  const svg = draw(560)
  expect(svg).toContain('<title>Loyalty: too few to say, 1 case.</title>')
  expect(svg).toContain('<title>Gifts: unknown, 0 cases.</title>')
  expect(svg.match(/stroke-dasharray="3 3"/g)).toHaveLength(2)
  // One dot for the estimate and one in the legend.
  expect(svg.match(/r="5"/g)).toHaveLength(2)
})

test('the axis holds every whisker, every reading and the common value, and begins at nought or below', () => {
  expect(axisOf(facts)).toEqual([0, 13.6])
  expect(axisOf({ ...facts, reference: { label: 'All', value: 20 } })).toEqual([0, 20])
  const score = { key: 's', label: 'North', count: 40, estimate: { value: -10, low: -30, high: 12 } }
  expect(axisOf({ estimateLabel: 'Score', places: [score] })).toEqual([-30, 12])
  expect(axisOf({ estimateLabel: 'Score', places: [] })).toEqual([0, 1])
})

test('nothing is drawn outside the sheet, on a telephone either', () => {
  for (const width of [360, 560, 880]) {
    const xs = [...draw(width).matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x))
    expect(xs.length).toBeGreaterThan(0)
    expect(Math.max(...xs)).toBeLessThan(width)
  }
})

test('the table under it has the numbers, and empty fields where nothing is known', () => {
  const { columns, rows } = intervalsTable('en', facts)
  expect(columns.map(({ header }) => header)).toEqual([
    'Kind',
    'Cases',
    'Expected per 1,000 orders',
    '95% interval, from',
    '95% interval, to',
    'As counted',
  ])
  expect(rows.map(({ cells }) => cells.map(({ plain }) => plain))).toEqual([
    ['Third party', 8, 7.77, 3.57, 13.6, 10],
    ['Loyalty', 1, null, null, null, null],
    ['Gifts', 0, null, null, null, null],
  ])
})

test('shares are written as percentages', () => {
  const share = { key: 's', label: 'North', count: 40, estimate: { value: 0.41, low: 0.27, high: 0.57 } }
  expect(draw(560, { estimateLabel: 'Satisfied', isShare: true, places: [share] })).toContain('Satisfied 41%')
})
