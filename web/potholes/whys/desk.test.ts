import { expect, test } from 'vitest'
import { standingOf, type Why } from '../../../src/potholes/whys/rules.ts'
import { Desk, type WhyTree } from './desk.ts'
import { addBeside, askBelow, remove, reword } from './edits.ts'
import type { Clash } from './join.ts'

const stale = new Error('stale')
const away = new Error('away')

/** A server of one pothole, with one first why. */
function begin() {
  let tree = treeOf([{ id: 'a', parentId: null, text: 'One', endsAt: null, isNoPerson: false }], 1)
  let isAway = false
  const clashes: Clash[] = []
  const save = async (whys: Why[], version: number) => {
    if (isAway) throw away
    if (version !== tree.version) throw stale
    tree = treeOf(whys, version + 1)
    return tree
  }
  const desk = new Desk(tree, {
    read: async () => tree,
    save,
    isStale: (failure) => failure === stale,
    onClash: (found) => clashes.push(...found),
  })
  return {
    desk,
    clashes,
    stored: () => tree.whys.map(({ text }) => text),
    shown: () => desk.state.whys.map(({ text }) => text),
    /** Another person changes something. */
    other: (change: (whys: Why[]) => readonly Why[]) => save([...change(tree.whys)], tree.version),
    goAway: (is: boolean) => {
      isAway = is
    },
  }
}

function treeOf(whys: readonly Why[], version: number): WhyTree {
  const by = { id: '', name: 'Anna' }
  return {
    whys: whys.map((why) => ({ ...why, writtenBy: by, writtenAt: '', personFound: [], evidence: [] })),
    participants: [],
    standing: standingOf(whys, () => false),
    understoodAt: null,
    version,
  }
}

test('what is written is stored, without whys that have no words yet', async () => {
  const { desk, stored, shown } = begin()
  desk.edit((whys) => askBelow(whys, 'a', 'b'))
  desk.edit((whys) => reword(whys, 'a', 'One and more '))
  expect(desk.state.saving).toBe('waiting')
  await desk.flush()
  expect([stored(), shown(), desk.state.saving]).toEqual([['One and more'], ['One and more ', ''], 'saved'])
})

test('what others changed is joined with what is written here', async () => {
  const { desk, stored, shown, other, clashes } = begin()
  desk.edit((whys) => reword(addBeside(whys, 'a', 'b'), 'b', 'Two'))
  await other((whys) => reword(whys, 'a', 'One, by another'))
  await desk.flush()
  expect(stored()).toEqual(['One, by another', 'Two'])
  expect(shown()).toEqual(stored())
  expect(clashes).toEqual([])
})

test('of words that two changed at once, the others’ are told', async () => {
  const { desk, stored, other, clashes } = begin()
  desk.edit((whys) => reword(whys, 'a', 'Mine'))
  await other((whys) => reword(whys, 'a', 'Theirs'))
  await desk.flush()
  expect([stored(), clashes]).toEqual([['Mine'], [{ id: 'a', theirs: 'Theirs' }]])
})

test('edits are taken back one by one and done again, and that is stored too', async () => {
  const { desk, stored } = begin()
  desk.edit((whys) => reword(whys, 'a', 'On'), 'a')
  desk.edit((whys) => reword(whys, 'a', 'Once'), 'a')
  desk.edit((whys) => remove(whys, 'a'))
  await desk.flush()
  expect(stored()).toEqual([])
  desk.undo()
  await desk.flush()
  expect(stored()).toEqual(['Once'])
  desk.undo()
  await desk.flush()
  expect([stored(), desk.state.canUndo]).toEqual([['One'], false])
  desk.redo()
  desk.redo()
  await desk.flush()
  expect([stored(), desk.state.canRedo]).toEqual([[], false])
})

test('taking an edit back leaves what others did since', async () => {
  const { desk, stored, other } = begin()
  desk.edit((whys) => reword(whys, 'a', 'Mine'))
  await desk.flush()
  desk.take(await other((whys) => reword(addBeside(whys, 'a', 'b'), 'b', 'Theirs')))
  desk.undo()
  await desk.flush()
  expect(stored()).toEqual(['One', 'Theirs'])
})

test('when the server is not reached, nothing written is lost, and it is stored when asked again', async () => {
  const { desk, stored, shown, goAway } = begin()
  goAway(true)
  desk.edit((whys) => reword(whys, 'a', 'Kept'))
  await desk.flush()
  expect([desk.state.saving, desk.state.failure, shown(), stored()]).toEqual(['failed', away, ['Kept'], ['One']])
  goAway(false)
  await desk.flush()
  expect([desk.state.saving, stored()]).toEqual(['saved', ['Kept']])
})
