import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Part, readBox, writeBox } from './box.ts'
import { fieldNames } from './fields.ts'

const bare = (parts: Part[]) => parts.map(({ start: _start, end: _end, ...rest }) => rest)
/** What was read, in a notation of its own, so that each case is a line. */
const told = (typed: string) =>
  readBox(typed).parts.map((part) => {
    if (part.kind === 'or') return 'or'
    const minus = part.isExcluded ? 'not ' : ''
    if (part.kind === 'field') return `${minus}${part.field}=${part.values.join('|')}`
    return `${minus}${part.isPhrase ? `<${part.text}>` : part.text}${part.isBeginning ? '…' : ''}`
  })

test.each([
  ['refund parcel', ['refund', 'parcel']],
  ['late "not refunded" -card -"so sorry" - "', ['late', '<not refunded>', 'not card', 'not <so sorry>']],
  ['„сроки нарушены“ «без ответа» “so late”', ['<сроки нарушены>', '<без ответа>', '<so late>']],
  ['card or parcel или письмо', ['card', 'or', 'parcel', 'or', 'письмо']],
  ['or card OR', ['or', 'card'].slice(1)],
  ['card or or parcel', ['card', 'or', 'parcel']],
  ['refun*', ['refun…']],
  ['owner:me is:open', ['owner=me', 'is=open']],
  ['ответственный:я состояние:открыта', ['owner=я', 'is=открыта']],
  ['Owner: me refund', ['owner=me', 'refund']],
  ['product:"Credit card",Loans late', ['product=Credit card|Loans', 'late']],
  ['-channel:email,phone', ['not channel=email|phone']],
  ['from:2026-01 to:31.12.2026', ['from=2026-01', 'to=31.12.2026']],
  ['owner:', ['owner=']],
  ['chanel:email', ['chanel:email']],
  ['at 12:30 https://example.com/a', ['at', '12:30', 'https://example.com/a']],
  ['"unclosed words', ['<unclosed words>']],
  ['!!! ??? -', []],
] as const)('%s is read part by part', (typed, parts) => {
  expect(told(typed)).toEqual(parts)
})

test('a name that is none is words, and the name it resembles is told', () => {
  expect(readBox('chanel:email').unknown).toEqual([{ name: 'chanel', meant: 'channel' }])
  expect(readBox('ответсвенный:я').unknown).toEqual([{ name: 'ответсвенный', meant: 'ответственный' }])
  expect(readBox('xyz:1').unknown).toEqual([{ name: 'xyz', meant: null }])
  expect(readBox('https://example.com owner:me').unknown).toEqual([])
})

test('each part knows where it stands in what was typed', () => {
  const typed = '  late «не вернули»  -owner: me x'
  const places = readBox(typed).parts.map(({ start, end }) => typed.slice(start, end))
  expect(places).toEqual(['late', '«не вернули»', '-owner: me', 'x'])
})

const names = Object.values(fieldNames).flat()
const bits = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('"', '-', ':', ',', '*', ' ', ' or ', ' или ', '«', '”', '\0', '\\', '(', '信用', 'owner:', '"a b"'),
  fc.constantFrom(...names).map((name) => `${name}:`),
)
const typing = fc.array(bits, { maxLength: 14 }).map((parts) => parts.join(''))

test('nothing that can be typed is an error, and each part stands where it says', () => {
  fc.assert(
    fc.property(typing, (typed) => {
      let last = 0
      for (const { start, end } of readBox(typed).parts) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(typed.length)
    }),
    { numRuns: 500 },
  )
})

test('what is written from parts is read as the same parts', () => {
  fc.assert(
    fc.property(typing, (typed) => {
      const { parts } = readBox(typed)
      expect(bare(readBox(writeBox(parts)).parts)).toEqual(bare(parts))
    }),
    { numRuns: 1000 },
  )
})
