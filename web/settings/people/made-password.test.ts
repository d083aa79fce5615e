import { expect, test } from 'vitest'
import { madePassword } from './made-password.ts'

test('a made password has four groups of letters that are not mistaken for one another', () => {
  const counting = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((_byte, at) => at * 13)
  expect(madePassword(counting)).toMatch(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/)
})

test('every byte counts', () => {
  const zeros = madePassword((bytes) => bytes)
  for (let place = 0; place < 20; place += 1) {
    const other = madePassword((bytes) => bytes.map((_byte, at) => (at === place ? 1 : 0)))
    expect(other).not.toBe(zeros)
  }
})
