import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { lightPalette } from './palette.ts'
import { SpikesDrawing } from './SpikesDrawing.tsx'
import { type SpikePoint, spikeTable } from './spikes.ts'

const points: SpikePoint[] = [
  { start: '2026-02-16', count: 4, expected: null, threshold: null, isMarked: false },
  { start: '2026-02-23', count: 5, expected: 4.26, threshold: 9, isMarked: false, href: '/complaints?from=2026-02-23' },
  { start: '2026-03-02', count: 31, expected: 4.5, threshold: 9, isMarked: true },
]
const facts = { points, unit: 'week', counted: 'Complaints' } as const
const sheet = { width: 560, palette: lightPalette, language: 'en', title: 'Cards', description: 'By week.' } as const

test('what is above the threshold has a pattern and a sign of its own, and says so', () => {
  const svg = renderToStaticMarkup(<SpikesDrawing {...sheet} {...facts} />)
  expect(svg.match(/l-4 -7h8z/g)).toHaveLength(1)
  expect(svg).toMatch(/31 complaints\. About 4\.5 were expected; more than 9 is too many\. Above the threshold\./)
  expect(svg).toContain('href="/complaints?from=2026-02-23"')
})

test('what was not worked out is unknown in the table, not nought', () => {
  const { rows } = spikeTable('en', facts)
  expect(rows.map(({ cells }) => cells.map(({ plain }) => plain))).toEqual([
    ['2026-02-16', 4, null, null, null],
    ['2026-02-23', 5, 4.3, 9, null],
    ['2026-03-02', 31, 4.5, 9, 1],
  ])
  expect(rows[0]?.cells[2]?.shown).toBe('unknown')
})

test('everything is inside the sheet, on a telephone and from right to left', () => {
  for (const width of [360, 880]) {
    const svg = renderToStaticMarkup(<SpikesDrawing {...sheet} {...facts} width={width} />)
    const ends = [...svg.matchAll(/<rect x="([\d.-]+)" y="[\d.-]+" width="([\d.]+)"/g)].map(([, x, wide]) => [
      Number(x),
      Number(x) + Number(wide),
    ])
    expect(ends.length).toBeGreaterThan(5)
    expect(ends.every(([from = -1, to = Infinity]) => from >= 0 && to <= width + 0.01)).toBe(true)
  }
})
