import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Together } from './together.ts'

const refusal = new Error('one of them is bad')

function gathering({ lanes = 1, most = 10 } = {}) {
  const batches: number[][] = []
  const together = new Together<number, string>({
    lanes,
    most,
    isRefusal: (error) => error === refusal,
    work: async (items) => {
      batches.push(items)
      await wait(5)
      if (items.includes(13)) throw refusal
      if (items.includes(99)) throw new Error('the connection was lost')
      return items.map((item) => `done ${item}`)
    },
  })
  return { together, batches }
}

test('who comes alone goes at once; those who come meanwhile go together next, and each gets its own answer', async () => {
  const { together, batches } = gathering()
  const answers = await Promise.all([1, 2, 3, 4].map((item) => together.run(item)))
  expect(answers).toEqual(['done 1', 'done 2', 'done 3', 'done 4'])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('no batch is larger than the most, and no more are under way than there are lanes', async () => {
  const { together, batches } = gathering({ lanes: 2, most: 2 })
  await Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => together.run(item)))
  expect(batches).toEqual([[1], [2], [3, 4], [5, 6], [7]])
})

test('an item that is refused costs the others of its batch nothing', async () => {
  const { together } = gathering()
  const answers = await Promise.allSettled([1, 2, 13, 4].map((item) => together.run(item)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})

test('where it is not known whether the work was done, nobody is tried again', async () => {
  const { together, batches } = gathering()
  const answers = await Promise.allSettled([1, 2, 99, 4].map((item) => together.run(item)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
  expect(batches).toEqual([[1], [2, 99, 4]])
})
