import { expect, test } from 'vitest'
import { type Choice, editSafely, type Question } from './edit.ts'
import type { Values } from './rules.ts'

/** A thing that others change just before each of the first edits. */
function contested(meanwhile: Values[], choice: Choice = null) {
  let state = { version: 1, values: { product: 'kettle', issue: 'leaks' } as Values }
  const asked: Question[] = []
  const edit = (mine: Values) =>
    editSafely({
      seen: { version: 1, values: { product: 'kettle', issue: 'leaks' } },
      mine,
      words: {},
      send: async (changes, version) => {
        const other = meanwhile.shift()
        if (other) state = { version: state.version + 1, values: { ...state.values, ...other } }
        if (version !== state.version) throw Object.assign(new Error('stale'), { status: 412 })
        state = { version: state.version + 1, values: { ...state.values, ...changes } }
      },
      read: async () => ({ ...state, by: 'Ada' }),
      choose: async (question) => {
        asked.push(question)
        return choice
      },
    })
  return { edit, asked, values: () => state.values }
}

test('an edit nobody is in the way of is stored', async () => {
  const { edit, values } = contested([])
  expect(await edit({ product: 'toaster' })).toBe('saved')
  expect(values()).toEqual({ product: 'toaster', issue: 'leaks' })
})

test('an edit of another field is stored on top of what others did, however often they are quicker', async () => {
  const { edit, asked, values } = contested([{ issue: 'late' }, { step: 1 }, { step: 2 }])
  expect(await edit({ product: 'toaster' })).toBe('joined')
  expect(values()).toEqual({ product: 'toaster', issue: 'late', step: 2 })
  expect(asked).toEqual([])
})

test('two edits of the same field are the person’s choice', async () => {
  const { edit, asked, values } = contested([{ product: 'iron' }], { product: 'mine' })
  expect(await edit({ product: 'toaster', issue: 'burns' })).toBe('chosen')
  expect(asked).toEqual([
    { conflicts: [{ name: 'product', was: 'kettle', theirs: 'iron', mine: 'toaster' }], words: {}, by: 'Ada' },
  ])
  expect(values()).toEqual({ product: 'toaster', issue: 'burns' })
})

test('theirs chosen leaves theirs, and stores the rest of mine', async () => {
  const both = contested([{ product: 'iron' }], { product: 'theirs' })
  expect(await both.edit({ product: 'toaster', issue: 'burns' })).toBe('chosen')
  expect(both.values()).toEqual({ product: 'iron', issue: 'burns' })
  const only = contested([{ product: 'iron' }], { product: 'theirs' })
  expect(await only.edit({ product: 'toaster' })).toBe('theirs')
  expect(only.values()).toEqual({ product: 'iron', issue: 'leaks' })
})

test('not choosing changes nothing', async () => {
  const { edit, values } = contested([{ product: 'iron' }])
  expect(await edit({ product: 'toaster', issue: 'burns' })).toBe('put_off')
  expect(values()).toEqual({ product: 'iron', issue: 'leaks' })
})

test('others who choose meanwhile again ask again', async () => {
  const { edit, asked, values } = contested([{ product: 'iron' }, { product: 'lamp' }], { product: 'mine' })
  expect(await edit({ product: 'toaster' })).toBe('chosen')
  expect(asked.map(({ conflicts }) => conflicts[0]?.theirs)).toEqual(['iron', 'lamp'])
  expect(values()).toEqual({ product: 'toaster', issue: 'leaks' })
})
