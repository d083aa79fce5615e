import { expect, test } from 'vitest'
import { unfitness } from './fitness.ts'

const limits = { fileBytes: 25 * 1_048_576, files: 3, totalBytes: 1e9, totalFiles: 200, blocked: ['exe', 'text/html'] }

test('a file within the limits is taken', () => {
  expect(unfitness({ name: 'photo.jpg', size: 100 }, 0, limits)).toBeNull()
})

test('what will be refused is said before it is sent', () => {
  expect(unfitness({ name: 'a.txt', size: 0 }, 0, limits)).toEqual({ key: 'files.empty' })
  expect(unfitness({ name: 'a.mov', size: 26 * 1_048_576 }, 0, limits)).toEqual({
    key: 'files.too_large',
    megabytes: 25,
  })
  expect(unfitness({ name: 'a.jpg.EXE ', size: 10 }, 0, limits)).toEqual({ key: 'files.blocked', extension: 'exe' })
  expect(unfitness({ name: 'a.txt', size: 10 }, 3, limits)).toEqual({ key: 'files.too_many', most: 3 })
})
