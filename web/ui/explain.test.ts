import { afterEach, expect, test, vi } from 'vitest'
import { type TextKey, text } from '../../src/platform/texts/index.ts'
import { explain } from './explain.ts'

const t = (key: TextKey) => text('en', key)
const connected = (onLine: boolean) => vi.stubGlobal('navigator', { onLine })
afterEach(() => vi.unstubAllGlobals())

test.each([
  { error: { status: 409, detail: 'Somebody else closed it.' }, says: 'Somebody else closed it.' },
  { error: { status: 0, detail: '' }, says: 'The server did not answer.' },
  { error: new TypeError('Failed to fetch'), says: 'The server did not answer.' },
  { error: new Error('x is not a function'), says: 'Something went wrong on our side.' },
  { error: { status: 500, detail: '' }, says: 'Something went wrong on our side.' },
  { error: undefined, says: 'Something went wrong on our side.' },
])('$error is explained as "$says"', ({ error, says }) => {
  connected(true)
  expect(explain(error, t)).toBe(says)
})

test('without a network that is the reason, whatever was thrown', () => {
  connected(false)
  expect(explain(new TypeError('Failed to fetch'), t)).toBe('This device is not connected to the internet.')
})
