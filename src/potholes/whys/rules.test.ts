import { expect, test } from 'vitest'
import {
  below,
  boneOf,
  bones,
  branchOf,
  chainOf,
  deepest,
  endKinds,
  flawsOf,
  inOrder,
  standingOf,
  type Why,
} from './rules.ts'

const why = (id: string, parentId: string | null, rest: Partial<Why> = {}): Why => ({
  id,
  parentId,
  text: `Why ${id}`,
  endsAt: null,
  isNoPerson: false,
  ...rest,
})

// late parcel <- a: sorted twice <- b: label unreadable <- c: printer rule; <- d: nobody told the customer
const tree = [
  why('a', null),
  why('b', 'a'),
  why('c', 'b', { endsAt: 'rule' }),
  why('d', null, { endsAt: 'message' }),
  why('e', 'a', { endsAt: 'staffing' }),
]
const nobody = () => false
const ids = (whys: Why[]) => whys.map(({ id }) => id).join('')

test('a why has those that answer it below it, and a chain that leads to it', () => {
  expect(ids(below(tree, null))).toBe('ad')
  expect(ids(below(tree, 'a'))).toBe('be')
  expect(ids(chainOf(tree, 'c'))).toBe('abc')
  expect(ids(branchOf(tree, 'a'))).toBe('abce')
})

test('whys are read branch by branch', () => {
  expect(ids(inOrder(tree))).toBe('abced')
})

test('several branches are finished when each ends at something that management can change', () => {
  expect(standingOf(tree, nobody)).toEqual({ branches: 3, open: [], atPerson: [], isFinished: true })
  const further = [...tree, why('f', 'd')]
  expect(standingOf(further, nobody)).toMatchObject({ branches: 3, open: ['f'], isFinished: false })
})

test('without any why nothing is understood', () => {
  expect(standingOf([], nobody).isFinished).toBe(false)
})

test('a branch that ends at a person is not finished, until somebody says that no person is meant', () => {
  const names = (text: string) => text === 'Grace did it'
  const ends = (rest: Partial<Why>) => [why('a', null, { text: 'Grace did it', endsAt: 'process', ...rest })]
  expect(standingOf(ends({}), names)).toMatchObject({ atPerson: ['a'], open: [], isFinished: false })
  expect(standingOf(ends({ isNoPerson: true }), names)).toMatchObject({ atPerson: [], isFinished: true })
})

test('a person in the middle of a chain is asked further, and no warning', () => {
  const names = (text: string) => text === 'Grace did it'
  const whys = [why('a', null, { text: 'Grace did it' }), why('b', 'a', { endsAt: 'training' })]
  expect(standingOf(whys, names)).toMatchObject({ atPerson: [], isFinished: true })
})

test('ten whys below each other are a chain, eleven are refused', () => {
  const chain = (length: number) => Array.from({ length }, (_, at) => why(String(at), at === 0 ? null : String(at - 1)))
  expect(flawsOf(chain(deepest))).toEqual([])
  expect(flawsOf(chain(deepest + 1))).toEqual([{ id: String(deepest), field: 'parentId', says: 'why_too_deep' }])
})

test('what is no tree of whys is refused, and where it is not', () => {
  const said = (...whys: Why[]) => flawsOf(whys).map(({ id, says }) => `${id} ${says}`)
  expect(said(...tree)).toEqual([])
  expect(said(why('a', 'gone'))).toEqual(['a why_parent_missing'])
  expect(said(why('a', 'b'), why('b', 'a'))).toEqual(['a why_parent_missing', 'b why_parent_missing'])
  expect(said(why('a', 'a'))).toEqual(['a why_parent_missing'])
  expect(said(why('a', null, { text: ' ' }))).toEqual(['a why_empty'])
  expect(said(why('a', null, { endsAt: 'rule' }), why('b', 'a'))).toEqual(['a why_ends_early'])
  expect(said(why('a', null), why('a', null))).toEqual(['a why_twice'])
})

test('every ending lies on a bone of the fishbone, and every bone has an ending', () => {
  expect(new Set(endKinds.map(boneOf))).toEqual(new Set(bones))
  expect(endKinds.filter((kind) => boneOf(kind) === 'means')).toEqual(['staffing', 'training', 'authority'])
})
