import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/setup/database.ts'
import { PostgresFailure, serverSettings } from './index.ts'

const { ownerUrl } = await testDatabase()

async function refusal(url: string, oldest?: number): Promise<PostgresFailure> {
  const error = await serverSettings(url, oldest).catch((failure: unknown) => failure)
  expect(error).toBeInstanceOf(PostgresFailure)
  return error as PostgresFailure
}

function changed(change: (url: URL) => void): string {
  const url = new URL(ownerUrl)
  change(url)
  return url.href
}

test('a server that answers and is new enough is used as it is', async () => {
  expect(await serverSettings(ownerUrl)).toEqual({ url: ownerUrl })
})

test('a server that is too old is named with its version', async () => {
  const { message, remedy } = await refusal(ownerUrl, 99)
  expect(message).toMatch(/is PostgreSQL \d\d; Amends needs 99 or newer/)
  expect(remedy).toContain('Upgrade that server')
})

test('a wrong password is named, and no password is shown', async () => {
  const url = changed((each) => {
    each.password = 'guessed'
  })
  const { message, remedy } = await refusal(url)
  expect(message).toContain('password authentication failed')
  expect(message).not.toContain('guessed')
  expect(remedy).toBe('Correct user and password in DATABASE_URL.')
})

test('a database that does not exist is named', async () => {
  const url = changed((each) => {
    each.pathname = '/nowhere'
  })
  expect((await refusal(url)).remedy).toContain('Create that database')
})

test('a server that does not run is named with host and port', async () => {
  const { message, remedy } = await refusal('postgres://someone:secret@127.0.0.1:1/amends')
  expect(message).toContain('postgres://someone@127.0.0.1:1/amends')
  expect(message).not.toContain('secret')
  expect(remedy).toContain('Start that server')
})

test('what is no address is answered with how one looks', async () => {
  expect((await refusal('postgres://user:pass word@:x/')).remedy).toContain(
    'postgres://user:password@host:5432/database',
  )
})
