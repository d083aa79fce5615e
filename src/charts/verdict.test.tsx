import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { lightPalette } from './palette.ts'
import { VerdictDrawing } from './VerdictDrawing.tsx'
import { type VerdictPoint, verdictTable } from './verdict.ts'

const expected = { value: 9.5, low: 7.25, high: 12 }
const common = { days: 7, controls: 30, expected }
const points: VerdictPoint[] = [
  { ...common, from: '2026-02-02', n: 9, isAfter: false, isBaseline: true },
  { ...common, from: '2026-02-09', n: 11, isAfter: false, isBaseline: false },
  { ...common, from: '2026-02-17', n: 3, isAfter: true, isBaseline: false },
  { ...common, from: '2026-02-24', n: 2, isAfter: true, isBaseline: false, expected: null },
]
const facts = { points, controlNames: ['Letters', 'Parcels abroad'] }
const sheet = { palette: lightPalette, language: 'en', title: 'Did it work', description: 'By week.' } as const

test('the picture says the day it went live, what was, what would have been and what it is compared with', () => {
  const svg = renderToStaticMarkup(<VerdictDrawing {...sheet} {...facts} width={720} />)
  expect(svg).toContain('Live 16 Feb')
  expect(svg).toMatch(/3 complaints in the 7 days from .*2026\. Without the fix about 9\.5 \(7\.3 to 12\)\./)
  expect(svg).toContain('Letters, Parcels abroad')
})

test('the table tells before, between and after, and unknown is not nought', () => {
  const { columns, rows } = verdictTable('en', facts)
  expect(columns).toHaveLength(7)
  expect(rows.map(({ cells }) => [cells[1]?.shown, cells[2]?.plain, cells[3]?.plain])).toEqual([
    ['Before, compared with', 9, 9.5],
    ['Between', 11, 9.5],
    ['After the fix', 3, 9.5],
    ['After the fix', 2, null],
  ])
  expect(verdictTable('en', { ...facts, controlNames: [] }).columns).toHaveLength(6)
})

test('everything is inside the sheet, on a telephone too', () => {
  for (const width of [340, 880]) {
    const svg = renderToStaticMarkup(<VerdictDrawing {...sheet} {...facts} width={width} />)
    const height = Number(/<svg[^>]* height="([\d.]+)"/.exec(svg)?.[1])
    const boxes = [...svg.matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
      (found) => found.slice(1).map(Number),
    )
    expect(boxes.length).toBeGreaterThan(10)
    for (const [x = -1, y = -1, wide = Infinity, high = Infinity] of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + wide).toBeLessThanOrEqual(width + 0.01)
      expect(y + high).toBeLessThanOrEqual(height)
    }
  }
})
