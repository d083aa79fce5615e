import { expect, test } from 'vitest'
import { cutAt } from './forms.ts'

const told = (text: string, forms: string[]) =>
  cutAt(text, forms)
    .map((segment) => (segment.isMatch ? `[${segment.text}]` : segment.text))
    .join('')

test.each([
  ['My card, a card.', ['card'], 'My [card], a [card].'],
  ['A cardigan and a Card', ['card', 'Card'], 'A cardigan and a [Card]'],
  ['card was blocked', ['card', 'card was blocked'], '[card was blocked]'],
  ['我的信用卡', ['信用卡'], '我的[信用卡]'],
  ['a.b a*b', ['a*b'], 'a.b [a*b]'],
  ['K-17 (b)', ['K-17 (b)'], '[K-17 (b)]'],
  ['nothing', [], 'nothing'],
  ['', ['x'], ''],
])('in %s the forms are cut out', (text, forms, shown) => {
  expect(told(text, forms)).toBe(shown)
})
