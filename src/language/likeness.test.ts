import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness, toCompare, wordsIn } from './likeness.ts'

const alike = (one: string, other: string) => likeness(toCompare(one), toCompare(other))
const said = 'My card was charged twice for the same order, and nobody answers when I call the number on the bill.'

test('a text is wholly like itself, whatever its case, signs and spaces', () => {
  expect(alike(said, said.toUpperCase().replaceAll(' ', '  ').replace(',', ' -'))).toEqual({ phrases: 1, words: 1 })
})

test('one changed word breaks the phrases around it, and no other', () => {
  const changed = said.replace('order', 'purchase')
  const { phrases } = toCompare(said)
  expect(alike(said, changed).phrases).toBeCloseTo((phrases.size - 3) / (phrases.size + 3))
})

test('the same told in other words shares words, not phrases', () => {
  const retold = 'I call and call: nobody answers. You charge my cards twice for one order!'
  const { phrases, words } = alike(said, retold)
  expect(phrases).toBeLessThan(0.1)
  expect(words).toBeGreaterThan(0.4)
})

test('forms of Russian words are the same word', () => {
  expect(alike('Посылка потерялась на складе', 'Посылку потеряли на складах').words).toBeGreaterThan(0.3)
})

test('another matter is not alike', () => {
  expect(alike(said, 'The parcel came late and the box was open.')).toEqual({ phrases: 0, words: 0 })
})

test('nothing is like an empty text, and what was blacked out says nothing', () => {
  expect(alike('', '')).toEqual({ phrases: 0, words: 0 })
  expect(wordsIn('XXXX called on XX/XX/2016')).toEqual(['called', 'on', '2016'])
})

test('writing without spaces between words is compared by its characters', () => {
  expect(alike('我的包裹丢失了', '我的包裹丢失了').words).toBe(1)
  expect(alike('我的包裹丢失了', '信用卡被收了两次').words).toBeLessThan(0.3)
})

test('likeness is the same both ways, and between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const there = alike(one, other)
      expect(there).toEqual(alike(other, one))
      for (const value of Object.values(there)) expect(value >= 0 && value <= 1).toBe(true)
    }),
  )
})
