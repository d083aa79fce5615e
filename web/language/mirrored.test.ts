import { expect, test } from 'vitest'
import { mirrored } from './mirrored.ts'

test('words run from right to left between brackets and take more room; numbers stay as they are', () => {
  expect(mirrored('All 12 rows')).toBe('[\u202eAll\u202c 12 \u202erows\u202c ~ ~]')
})
