import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { forecastTable } from './forecast.ts'
import { ForecastDrawing } from './ForecastDrawing.tsx'
import { lightPalette } from './palette.ts'

const past = [4, 7, 12, 9].map((count, place) => ({ day: `2026-03-0${place + 1}`, count, href: '/complaints' }))
const future = [5, 6].map((place) => ({ day: `2026-03-0${place}`, mean: 9.5, low: 3, high: 17, other: 8 }))
const facts = { past, future, counted: 'Open', expected: 'Expected', other: 'With the stated capacity' }
const sheet = { palette: lightPalette, language: 'en', title: 'Backlog', description: 'What is open.' } as const

test('the table has what was counted with its cases, then what is expected with its interval', () => {
  const { columns, rows } = forecastTable('ru', facts)
  expect(columns).toHaveLength(6)
  expect(rows).toHaveLength(6)
  expect(rows[0]).toMatchObject({ key: '2026-03-01', href: '/complaints' })
  expect(rows[0]?.cells.slice(1).map(({ plain }) => plain)).toEqual([4, null, null, null, null])
  expect(rows[5]?.cells.slice(1).map(({ shown }) => shown)).toEqual(['', '9,5', '3', '17', '8'])
})

test.each([340, 560, 880])('at %i pixels nothing is drawn outside the sheet', (width) => {
  const svg = renderToStaticMarkup(<ForecastDrawing {...sheet} {...facts} width={width} />)
  const levels = [...svg.matchAll(/[MHL](-?[\d.]+)/g)].map(([, x]) => Number(x))
  expect(levels.length).toBeGreaterThan(10)
  expect(Math.max(...levels)).toBeLessThanOrEqual(width)
  for (const words of ['Open', 'Expected', 'With the stated capacity']) expect(svg).toContain(`>${words}<`)
})

test('where nothing can be foretold only what was counted is drawn and named', () => {
  const svg = renderToStaticMarkup(<ForecastDrawing {...sheet} {...facts} future={[]} width={560} />)
  expect(svg).not.toContain('Expected')
  expect(svg).not.toContain('stroke-dasharray')
})
