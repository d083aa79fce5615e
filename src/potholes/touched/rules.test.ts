import { expect, test } from 'vitest'
import { countAt, covers, placesToLookAt, type Scope, type Touched, widened } from './rules.ts'

// cards: debit, credit (gold, plain); loans; savings.
const branch = (id: string, parentId: string | null = null) => ({ id, name: id, parentId })
const products = [
  branch('cards'),
  branch('debit', 'cards'),
  branch('credit', 'cards'),
  branch('gold', 'credit'),
  branch('plain', 'credit'),
  branch('loans'),
  branch('savings'),
]
const touched = (more: Partial<Touched>): Touched => ({
  promises: [],
  steps: [],
  own: [],
  products,
  goesThrough: new Map(),
  ...more,
})
const promise = (more: Partial<Scope> = {}): Scope => ({ id: 'p', productIds: [], stepIds: [], ...more })
const said = (given: Partial<Touched>) =>
  placesToLookAt(touched(given)).map(({ productId, stepId }) => `${productId ?? '*'} ${stepId ?? '*'}`)

test('nothing touched proposes nothing', () => {
  expect(placesToLookAt(touched({ own: ['debit'] }))).toEqual([])
})

test('where it is not stated which products go through a touched step, all others are proposed', () => {
  expect(said({ steps: ['pay'], own: ['cards'] })).toEqual(['loans pay', 'savings pay'])
})

test('where it is stated, those and no others', () => {
  expect(said({ steps: ['pay'], own: ['cards'], goesThrough: new Map([['pay', ['cards', 'loans']]]) })).toEqual([
    'loans pay',
  ])
})

test('of a product that holds one in which it shows, the parts beside that are proposed', () => {
  expect(said({ steps: ['pay'], own: ['gold'] })).toEqual(['debit pay', 'plain pay', 'loans pay', 'savings pay'])
})

test('what lies in a product in which it shows is that product', () => {
  const goesThrough = new Map([['pay', ['gold', 'loans']]])
  expect(said({ steps: ['pay'], own: ['credit'], goesThrough })).toEqual(['loans pay'])
})

test('other products with the same promise are proposed at the touched step', () => {
  const promises = [promise({ productIds: ['cards', 'loans'], stepIds: ['pay', 'leave'] })]
  expect(said({ promises, steps: [], own: ['cards'] })).toEqual(['loans *', '* pay', '* leave'])
  const goesThrough = new Map([['pay', ['cards']]])
  expect(said({ promises, steps: ['pay'], own: ['cards'], goesThrough })).toEqual(['loans pay', '* leave'])
})

test('a promise of all products and at every step is looked at in the other products, at the touched steps', () => {
  expect(said({ promises: [promise()], own: ['cards'] })).toEqual(['loans *', 'savings *'])
  const goesThrough = new Map([['pay', ['cards', 'savings']]])
  expect(said({ promises: [promise()], steps: ['pay'], own: ['cards'], goesThrough })).toEqual(['savings pay'])
})

test('a place has all that speaks for it, each once', () => {
  const found = placesToLookAt(touched({ promises: [promise()], steps: ['pay'], own: ['cards', 'savings'] }))
  expect(found).toEqual([
    {
      productId: 'loans',
      stepId: 'pay',
      because: [
        { kind: 'step', id: 'pay' },
        { kind: 'promise', id: 'p' },
      ],
    },
  ])
})

test('a promise covers what is below its products, at its steps; what is not stated it does not cover', () => {
  const scope = promise({ productIds: ['credit'], stepIds: ['pay'] })
  expect(covers(scope, { productId: 'gold', stepId: 'pay' }, products)).toBe(true)
  expect(covers(scope, { productId: 'cards', stepId: 'pay' }, products)).toBe(false)
  expect(covers(scope, { productId: 'gold', stepId: null }, products)).toBe(false)
  expect(covers(scope, { productId: null, stepId: 'pay' }, products)).toBe(false)
  expect(covers(promise(), { productId: null, stepId: null }, products)).toBe(true)
})

test('a rule is widened only where it is narrow', () => {
  const place = { productId: 'b', stepId: 'pay' }
  expect(widened({ product: 'a', cause: 'x' }, place)).toEqual({ product: 'a,b', cause: 'x' })
  expect(widened({ product: 'a', step: 'use' }, place)).toEqual({ product: 'a,b', step: 'use,pay' })
  expect(widened({ product: 'a,b', cause: 'x' }, place)).toBeNull()
  expect(widened({ cause: 'x' }, place)).toBeNull()
  expect(widened({ product: 'a', cause: 'x' }, { productId: null, stepId: 'pay' })).toBeNull()
})

test('a product that was left out is left out no longer', () => {
  expect(widened({ product: 'a,-b' }, { productId: 'b', stepId: null })).toEqual({ product: 'a,b' })
  expect(widened({ product: '-b,-c' }, { productId: 'b', stepId: null })).toEqual({ product: '-c' })
  expect(widened({ product: '-c' }, { productId: 'b', stepId: null })).toBeNull()
  expect(widened({ product: '-b', cause: 'x' }, { productId: 'b', stepId: null })).toEqual({ cause: 'x' })
  expect(widened({ product: '-b' }, { productId: 'b', stepId: null })).toBeNull()
})

test('the complaints of a place are those of its product and below it, at its step', () => {
  const cells = [
    { productId: 'gold', stepId: 'pay', n: 3 },
    { productId: 'debit', stepId: null, n: 5 },
    { productId: null, stepId: 'pay', n: 7 },
  ]
  const count = (productId: string | null, stepId: string | null) => countAt({ productId, stepId }, cells, products)
  expect([count('cards', null), count('cards', 'pay'), count(null, 'pay'), count('loans', null)]).toEqual([8, 3, 10, 0])
})
