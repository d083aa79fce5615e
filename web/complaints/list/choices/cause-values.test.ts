import { expect, test } from 'vitest'
import { readCause, writeCause } from './cause-values.ts'

const none = { cause: undefined, causeLocus: undefined, causeClass: undefined, coded: undefined }

test('several classes are any of them, and come back as they were chosen', () => {
  const search = writeCause('causeClass:surprise,causeClass:mismatch')
  expect(search).toEqual({ ...none, causeClass: 'surprise,mismatch' })
  expect(readCause(search)).toBe('causeClass:surprise,causeClass:mismatch')
})

test('a value of another kind takes the place of those before it', () => {
  expect(writeCause('causeClass:surprise,causeLocus:system')).toEqual({ ...none, causeLocus: 'system' })
  expect(writeCause('causeLocus:system,coded:false')).toEqual({ ...none, coded: false })
})

test('not coded and not “coded” are the same', () => {
  expect(writeCause('-coded:true')).toEqual({ ...none, coded: false })
})

test('nothing chosen takes all of it away', () => {
  expect(writeCause(undefined)).toEqual(none)
  expect(readCause({})).toBeUndefined()
})
