import { expect, test } from 'vitest'
import { failureFrom } from './failure.ts'

const plenty = 2 ** 40

test('a full disk is named even when PostgreSQL could not write why it ended', () => {
  expect(failureFrom('', 1024, '/data').message).toContain('is full (0 MB free)')
  expect(
    failureFrom('PANIC:  could not write to file "x": No space left on device', plenty, '/data').message,
  ).toContain('is full')
})

test('missing rights are named with the file', () => {
  const said = 'FATAL:  could not open file "global/pg_filenode.map": Permission denied'
  expect(failureFrom(said, plenty, '/data').message).toContain(
    'may not read or write in /data: FATAL:  could not open file',
  )
})

test('of a long account the line that says why is shown', () => {
  const said = 'LOG:  starting\nFATAL:  incorrect checksum in control file\nLOG:  database system is shut down\n'
  expect(failureFrom(said, plenty, '/data').message).toContain('FATAL:  incorrect checksum in control file')
  expect(failureFrom('', plenty, '/data').message).toContain('it gave no reason')
})
