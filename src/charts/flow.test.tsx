import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { FlowDrawing } from './FlowDrawing.tsx'
import { drawnOf, flowTable } from './flow.ts'
import { lightPalette } from './palette.ts'

const place = (key: string) => ({ key, name: `Team ${key}`, note: '' })
const places = ['A', 'B', 'C'].map(place)
const arrows = [
  { from: 'A', to: 'B', count: 40, href: '/list' },
  { from: 'B', to: 'A', count: 10 },
  { from: 'B', to: 'C', count: 20 },
]

test('an arrow to a place that comes before leads back, and the most frequent is the widest', () => {
  const drawn = drawnOf({ places, arrows }).arrows
  expect(drawn.map(({ from, to, isBack }) => [from, to, isBack])).toEqual([
    ['A', 'B', false],
    ['B', 'C', false],
    ['B', 'A', true],
  ])
  expect(drawn.map(({ width }) => width)).toEqual([16, 8.75, 5.125])
})

test('a picture holds eight places, and the table all arrows, most first', () => {
  const many = Array.from({ length: 12 }, (_, index) => place(`P${index}`))
  const chain = many.slice(1).map(({ key }, index) => ({ from: `P${index}`, to: key, count: index + 1 }))
  const drawn = drawnOf({ places: many, arrows: chain })
  expect([drawn.places.length, drawn.arrows.length]).toEqual([8, 7])
  const { rows } = flowTable('en', { places: many, arrows: chain })
  expect([rows.length, rows[0]?.cells.map(({ plain }) => plain)]).toEqual([11, ['Team P10', 'Team P11', 11]])
})

test('it is drawn without a screen: names, counts, sentences and links', () => {
  const drawn = renderToStaticMarkup(
    <FlowDrawing
      {...{ places, arrows }}
      width={560}
      palette={lightPalette}
      language="en"
      title="Who passed it on"
      description="Most went from A to B."
    />,
  )
  expect(drawn).toContain('Team C')
  expect(drawn).toContain('<title>Team A to Team B: 40 times</title>')
  expect(drawn).toContain('href="/list"')
  expect(drawn.match(/stroke-dasharray="7 4"/g)).toHaveLength(1)
})
