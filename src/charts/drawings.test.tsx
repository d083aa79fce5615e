import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { placesFor } from './drawing.tsx'
import { ParetoDrawing } from './ParetoDrawing.tsx'
import { darkPalette, lightPalette } from './palette.ts'
import { SharesDrawing } from './SharesDrawing.tsx'
import { TrendDrawing } from './TrendDrawing.tsx'

const sheet = {
  width: 560,
  palette: lightPalette,
  language: 'en',
  title: 'What hurts',
  description: 'In 240 complaints.',
} as const
const shares = [
  {
    key: 's',
    label: 'Surprise',
    count: 60,
    estimate: { share: 0.25, low: 0.2, high: 0.31 },
    tone: 'second',
    href: '/complaints?cause=s',
  },
] as const

test('a drawing is made on the server, with a name and a description for screen readers', () => {
  const svg = renderToStaticMarkup(<SharesDrawing {...sheet} shares={[...shares]} n={240} />)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="560"/)
  expect(svg).toContain('>What hurts</title>')
  expect(svg).toContain('>In 240 complaints.</desc>')
  expect(svg).toContain(
    '<a href="/complaints?cause=s"><title>Surprise: 25%, 95% interval 20% – 31%, 60 of 240.</title>',
  )
})

test('a drawing is the same each time, and different only in colour when it is dark', () => {
  const light = renderToStaticMarkup(<SharesDrawing {...sheet} shares={[...shares]} n={240} />)
  const dark = renderToStaticMarkup(<SharesDrawing {...sheet} palette={darkPalette} shares={[...shares]} n={240} />)
  const withoutColours = (svg: string) => svg.replaceAll(/#[0-9a-f]{6}/g, '#')
  expect(renderToStaticMarkup(<SharesDrawing {...sheet} shares={[...shares]} n={240} />)).toBe(light)
  expect(dark).not.toBe(light)
  expect(withoutColours(dark)).toBe(withoutColours(light))
})

test('of fewer than five cases no share is drawn', () => {
  const svg = renderToStaticMarkup(<SharesDrawing {...sheet} shares={[...shares]} n={4} />)
  expect(svg).toContain('Too few to say: 4 cases so far.')
  expect(svg).not.toContain('25%')
})

test('a letter in Russian has Russian figures', () => {
  const svg = renderToStaticMarkup(<SharesDrawing {...sheet} language="ru" shares={[...shares]} n={240} />)
  expect(svg).toContain('25\u00a0%')
  expect(svg).toContain('60 из 240')
})

test('no bar of a ranking is wider than its place, on a telephone either', () => {
  for (const width of [360, 560, 880]) {
    const items = [{ key: 'a', label: 'A very long name of a subject that does not fit', count: 1_000_000 }]
    const svg = renderToStaticMarkup(<ParetoDrawing {...sheet} width={width} items={items} />)
    const ends = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
      ([, x, wide]) => Number(x) + Number(wide),
    )
    expect(ends.length).toBeGreaterThan(0)
    expect(Math.max(...ends)).toBeLessThanOrEqual(width)
  }
})

test('an unknown week is a frame, an unfinished one is hatched, and neither looks like a count of nought', () => {
  const points = [
    { start: '2026-03-02', count: 0 },
    { start: '2026-03-09', count: null },
    { start: '2026-03-16', count: 9, isUnfinished: true },
  ]
  const svg = renderToStaticMarkup(<TrendDrawing {...sheet} points={points} unit="week" counted="Complaints" />)
  expect(svg).toContain('<title>Week of 2 Mar 2026: 0.</title>')
  expect(svg).toContain('<title>Week of 9 Mar 2026: unknown.</title>')
  expect(svg).toContain('<title>Week of 16 Mar 2026: 9. Not over yet.</title>')
  expect(svg.match(/stroke-dasharray="2 2"/g)).toHaveLength(1)
  expect(svg.match(/stroke-dasharray="3 2"/g)).toHaveLength(1)
})

test('the line of the period before is broken where nothing is known', () => {
  const points = [10, 12, null, 14, 15].map((previous, week) => ({ start: `2026-03-0${week + 1}`, count: 5, previous }))
  const svg = renderToStaticMarkup(
    <TrendDrawing {...sheet} points={points} unit="week" counted="Complaints" previousLabel="A year before" />,
  )
  const line = /<path d="([^"]+)"[^>]*stroke-width="4"/.exec(svg)?.[1]
  expect(line?.match(/M/g)).toHaveLength(2)
})

test('where reading begins at the right, a bar begins there', () => {
  expect(placesFor('ltr', 100).left(10, 30)).toBe(10)
  expect(placesFor('rtl', 100).left(10, 30)).toBe(60)
  expect(placesFor('rtl', 100).at(10)).toBe(90)
})
