import { expect, test } from 'vitest'
import { below, chainOf, deepest, type Why } from '../../../src/potholes/whys/rules.ts'
import { addBeside, askBelow, endAt, move, remove, reword, sayNoPerson, storable, type Whys } from './edits.ts'
import { join } from './join.ts'

const why = (id: string, parentId: string | null, rest: Partial<Why> = {}): Why => ({
  id,
  parentId,
  text: `Why ${id}`,
  endsAt: null,
  isNoPerson: false,
  ...rest,
})
const tree: Whys = [why('a', null), why('b', 'a'), why('c', 'b', { endsAt: 'rule' }), why('d', 'a'), why('e', null)]

/** As it is read: each why with its depth, `a b- c--`. */
const drawn = (whys: Whys): string => whys.map(({ id }) => id + '-'.repeat(chainOf(whys, id).length - 1)).join(' ')
const at = (whys: Whys, id: string) => whys.find((each) => each.id === id)

test('whys are asked below, after those that are there, and beside', () => {
  expect(drawn(tree)).toBe('a b- c-- d- e')
  expect(drawn(askBelow(tree, 'a', 'n'))).toBe('a b- c-- d- n- e')
  expect(drawn(askBelow(tree, null, 'n'))).toBe('a b- c-- d- e n')
  expect(drawn(addBeside(tree, 'b', 'n'))).toBe('a b- c-- n- d- e')
})

test('where one asks further, a branch does not end', () => {
  const further = askBelow(tree, 'c', 'n')
  expect(drawn(further)).toBe('a b- c-- n--- d- e')
  expect(at(further, 'c')?.endsAt).toBeNull()
})

test('nothing is asked of a why without words, and no chain grows past the deepest', () => {
  const blank = reword(tree, 'e', ' ')
  expect(askBelow(blank, 'e', 'n')).toBe(blank)
  let deep: Whys = [why('0', null)]
  for (let depth = 1; depth < deepest; depth += 1)
    deep = reword(askBelow(deep, String(depth - 1), String(depth)), String(depth), 'Deeper')
  expect(deep).toHaveLength(deepest)
  expect(askBelow(deep, String(deepest - 1), 'n')).toBe(deep)
  expect(move([...deep.slice(0, 9), why('x', null), why('y', 'x')], 'x', 'in')).toHaveLength(11)
  const both = [...deep, why('x', null)]
  expect(drawn(move(both, 'x', 'in'))).toBe(drawn([...deep, why('x', '0')]))
})

test('a why moves with everything below it', () => {
  expect(drawn(move(tree, 'b', 'down'))).toBe('a d- b- c-- e')
  expect(drawn(move(tree, 'e', 'up'))).toBe('e a b- c-- d-')
  expect(drawn(move(tree, 'e', 'in'))).toBe('a b- c-- d- e-')
  expect(drawn(move(tree, 'b', 'out'))).toBe('a d- b c- e')
})

test('where there is no place to move to, nothing changes', () => {
  expect(move(tree, 'a', 'up')).toBe(tree)
  expect(move(tree, 'e', 'down')).toBe(tree)
  expect(move(tree, 'b', 'in')).toBe(tree)
  expect(move(tree, 'a', 'out')).toBe(tree)
})

test('moved below an end, a why opens that branch again', () => {
  const ended = endAt(tree, 'd', 'staffing')
  expect(at(ended, 'd')?.endsAt).toBe('staffing')
  const moved = move(addBeside(ended, 'd', 'n'), 'n', 'in')
  expect(at(moved, 'd')?.endsAt).toBeNull()
})

test('a branch ends at its last why, which has words', () => {
  expect(endAt(tree, 'a', 'rule')).toBe(tree)
  const blank = reword(tree, 'e', '')
  expect(endAt(blank, 'e', 'rule')).toBe(blank)
})

test('that no person is meant was said of the words, and goes with them', () => {
  const said = sayNoPerson(tree, 'e')
  expect(at(said, 'e')?.isNoPerson).toBe(true)
  expect(at(reword(said, 'e', 'Other words'), 'e')?.isNoPerson).toBe(false)
})

test('a why goes with everything below it', () => {
  expect(drawn(remove(tree, 'b'))).toBe('a d- e')
})

test('whys without words are not stored yet; one that goes on below keeps its stored words', () => {
  const blank = reword(reword(tree, 'e', ''), 'a', '  ')
  expect(storable(blank, tree).map(({ id, text }) => `${id}: ${text}`)).toEqual([
    'a: Why a',
    'b: Why b',
    'c: Why c',
    'd: Why d',
  ])
  expect(storable(addBeside(tree, 'e', 'n'), tree)).toHaveLength(tree.length)
})

test('what two did apart is joined', () => {
  const ours = reword(askBelow(tree, 'd', 'n'), 'n', 'Ours')
  const theirs = endAt(reword(remove(tree, 'b'), 'a', 'Theirs'), 'e', 'promise')
  const { whys, clashes } = join(tree, ours, theirs)
  expect(drawn(whys)).toBe('a d- n-- e')
  expect([at(whys, 'a')?.text, at(whys, 'n')?.text, at(whys, 'e')?.endsAt]).toEqual(['Theirs', 'Ours', 'promise'])
  expect(clashes).toEqual([])
})

test('of words that two changed at once ours are kept, and theirs are told', () => {
  const { whys, clashes } = join(tree, reword(tree, 'a', 'Ours'), reword(tree, 'a', 'Theirs'))
  expect(at(whys, 'a')?.text).toBe('Ours')
  expect(clashes).toEqual([{ id: 'a', theirs: 'Theirs' }])
  expect(join(tree, reword(tree, 'a', 'Same'), reword(tree, 'a', 'Same')).clashes).toEqual([])
})

test('what one removed and the other went on with stays', () => {
  expect(drawn(join(tree, reword(tree, 'c', 'Still so'), remove(tree, 'b')).whys)).toBe('a b- c-- d- e')
  expect(drawn(join(tree, remove(tree, 'e'), reword(askBelow(tree, 'e', 'n'), 'n', 'More')).whys)).toBe(
    'a b- c-- d- e n-',
  )
})

test('two moves that would put whys below each other give the moves of the other', () => {
  const flat: Whys = [why('a', null), why('b', null)]
  const ours = [why('b', null), why('a', 'b')]
  const theirs = [why('a', null), why('b', 'a')]
  expect(drawn(join(flat, ours, theirs).whys)).toBe('a b-')
})

test('a branch that ends for one and goes on for the other goes on', () => {
  const { whys } = join(tree, endAt(tree, 'd', 'rule'), reword(askBelow(tree, 'd', 'n'), 'n', 'More'))
  expect(at(whys, 'd')?.endsAt).toBeNull()
  expect(below(whys, 'd')).toHaveLength(1)
})

test('a new order of ours is kept, and what is new of theirs has its place in it', () => {
  const ours = move(tree, 'e', 'up')
  const theirs = reword(addBeside(tree, 'd', 'n'), 'n', 'New')
  expect(drawn(join(tree, ours, theirs).whys)).toBe('e a b- c-- d- n-')
})

test('one change is taken back while later ones stay', () => {
  const after = remove(tree, 'b')
  const now = reword(after, 'e', 'Later')
  const { whys } = join(after, tree, now)
  expect(drawn(whys)).toBe('a b- c-- d- e')
  expect(at(whys, 'e')?.text).toBe('Later')
})
