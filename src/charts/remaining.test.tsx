import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { lightPalette } from './palette.ts'
import { remainingLine, remainingTable } from './remaining.ts'
import { RemainingDrawing } from './RemainingDrawing.tsx'

const steps = [
  { days: 1, share: 0.75, low: 0.5, high: 0.9 },
  { days: 4.5, share: 0.5, low: 0.2, high: 0.7 },
]
const facts = { steps, end: 10, counted: 'Not solved yet', half: 4.5 }
const sheet = { palette: lightPalette, language: 'en', title: 'Time', description: 'How long.' } as const

test('the line begins with all of them and goes on to the end of what was seen', () => {
  expect(remainingLine(facts).map(({ days, share }) => [days, share])).toEqual([
    [0, 1],
    [1, 0.75],
    [4.5, 0.5],
    [10, 0.5],
  ])
  expect(remainingLine({ ...facts, steps: [], end: 3 }).map(({ share }) => share)).toEqual([1, 1])
})

test('the table has the share with its interval, by days', () => {
  const { columns, rows } = remainingTable('ru', facts)
  expect(columns).toHaveLength(4)
  expect(rows[1]?.cells.map(({ shown }) => shown)).toEqual(['4,5', '50\u00a0%', '20\u00a0%', '70\u00a0%'])
})

test.each([360, 560, 880])('at %i pixels nothing is drawn outside the sheet, and half is marked', (width) => {
  const svg = renderToStaticMarkup(<RemainingDrawing {...sheet} {...facts} width={width} />)
  expect(svg).toContain('role="img"')
  const levels = [...svg.matchAll(/[MHL](-?[\d.]+)/g)].map(([, x]) => Number(x))
  expect(levels.length).toBeGreaterThan(10)
  expect(Math.max(...levels)).toBeLessThanOrEqual(width)
  expect(svg.match(/stroke-dasharray="4 3"/g)).toHaveLength(1)
})

test('a half that was not reached is not marked', () => {
  const svg = renderToStaticMarkup(<RemainingDrawing {...sheet} {...facts} half={null} width={560} />)
  expect(svg).not.toContain('stroke-dasharray="4 3"')
})
