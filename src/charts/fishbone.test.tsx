import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import '../platform/texts/index.ts'
import { FishboneDrawing } from './FishboneDrawing.tsx'
import { type FishboneBone, fishboneTable, layFishbone } from './fishbone.ts'
import { widthOf } from './lettering.ts'
import { lightPalette } from './palette.ts'

const bone = (key: string, ...causes: string[]): FishboneBone => ({
  key,
  label: `Bone ${key}`,
  isOpen: key === 'open',
  causes: causes.map((words) => ({ key: words, words, chain: ['They are sorted twice'] })),
})
const problem = 'Parcels promised for the next day come two days later'
const bones = [
  bone('rule', 'The rule lets nobody change the day of delivery without a signature', 'Two lists of holidays'),
  bone('partner', 'The contract pays for labels'),
  bone('promise', 'The page promises a day that no route can keep'),
  bone('none'),
  bone('open', 'Nobody looked at Mondays'),
]
const draw = (width: number, language: 'en' | 'ru' = 'en') =>
  renderToStaticMarkup(
    <FishboneDrawing
      {...{ problem, bones, width, language }}
      palette={lightPalette}
      title="Why parcels are late"
      description="Four branches."
    />,
  )

test('bones lie in turn above and below the spine, and those without causes are left out', () => {
  const laid = layFishbone({ problem, bones }, 880)
  expect(laid.bones.map(({ key, isAbove }) => [key, isAbove])).toEqual([
    ['rule', true],
    ['partner', false],
    ['promise', true],
    ['open', false],
  ])
  for (const { isAbove, causes } of laid.bones) for (const { y } of causes) expect(y < laid.spine).toBe(isAbove)
})

test('where there is no room beside each other, bones lie below each other', () => {
  const laid = layFishbone({ problem, bones }, 360)
  expect(laid.isNarrow).toBe(true)
  const heights = laid.bones.flatMap(({ labelY, causes }) => [labelY, ...causes.map(({ y }) => y)])
  expect(heights).toEqual(heights.toSorted((one, other) => one - other))
})

test('no words leave their room, on a telephone either, and nothing leaves the sheet', () => {
  for (const width of [360, 560, 880]) {
    const laid = layFishbone({ problem, bones }, width)
    for (const { start, end, causes } of laid.bones)
      for (const { lines, y } of causes) {
        const room = laid.isNarrow ? width - 40 : end - start
        for (const line of lines) expect(widthOf(line, 13)).toBeLessThanOrEqual(room)
        expect(y).toBeLessThan(laid.height)
        expect(y - lines.length * 15).toBeGreaterThan(0)
      }
    for (const line of laid.head.lines) expect(widthOf(line, 13)).toBeLessThanOrEqual(laid.head.width)
  }
})

test('it is drawn without a screen: the problem, what can be changed, and each chain as a sentence', () => {
  const drawn = draw(880)
  expect(drawn).toContain('>Why parcels are late</title>')
  expect(drawn).toContain('<title>Bone partner: They are sorted twice → The contract pays for labels</title>')
  expect(drawn).not.toContain('Bone none')
  expect(draw(880)).toBe(drawn)
})

test('what is not known to its end is dashed', () => {
  const open = renderToStaticMarkup(
    <FishboneDrawing
      {...{ problem, language: 'en', width: 880, palette: lightPalette, title: '', description: '' }}
      bones={[bone('open', 'Nobody looked')]}
    />,
  )
  expect(open).toContain('stroke-dasharray')
  const known = renderToStaticMarkup(
    <FishboneDrawing
      {...{ problem, language: 'en', width: 880, palette: lightPalette, title: '', description: '' }}
      bones={[bone('rule', 'Known')]}
    />,
  )
  expect(known).not.toContain('stroke-dasharray')
})

test('the table has every cause with its bone and what leads to it', () => {
  const { rows } = fishboneTable('en', { problem, bones })
  expect(rows.map(({ cells }) => cells.map(({ plain }) => plain))).toContainEqual([
    'Bone partner',
    'The contract pays for labels',
    'They are sorted twice',
  ])
  expect(rows).toHaveLength(5)
})
