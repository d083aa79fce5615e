import { expect, test } from 'vitest'
import { onlyKnown, readSeveral, writeSeveral } from './several.ts'

test('what is written for several values is read as it was, signs and all', () => {
  const values = [
    { value: 'email', isExcluded: false },
    { value: 'pt-BR', isExcluded: true },
  ]
  expect(writeSeveral(values)).toBe('email,-pt-BR')
  expect(readSeveral('email,-pt-BR')).toEqual(values)
})

test('no value is no filter', () => {
  expect(writeSeveral([])).toBeUndefined()
  expect(readSeveral(undefined)).toEqual([])
  expect(onlyKnown('-,,', () => true)).toBeUndefined()
  expect(onlyKnown(7, () => true)).toBeUndefined()
})
