import { randomBytes } from 'node:crypto'
import { connect as connectSocket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, inject } from 'vitest'
import { appRoleOf, type Connection } from '../../src/platform/database/index.ts'
import { asOwner, inDatabase, type Place } from './clusters.ts'

export interface TestDatabase {
  /** Signs in as the owner of the tables; for `migrate` and `connectAsApp`. */
  owner: Connection
  /** The same as an address. */
  ownerUrl: string
  /** Signs in as the application's role, which may do only what migrations grant. */
  appUrl: string
}

/**
 * A migrated, empty database for this test file alone, dropped after its last test. Call it at the top of the file or in
 * `beforeAll`: `const { owner } = await testDatabase()`. @param template database to copy instead of an empty one
 */
export async function testDatabase(template?: string): Promise<TestDatabase> {
  const { owner, name } = await copyDatabase(template)
  afterAll(() => asOwner(owner, (client) => client.query(`drop database if exists ${name} with (force)`)))
  const own = inDatabase(owner, name)
  const { role, password } = appRoleOf(own)
  return { owner: own, ownerUrl: address(own), appUrl: address(own, { user: role, password }) }
}

/** A new database, a copy of `template` or of the empty one, that is there until the run ends. Nobody may use the template meanwhile. */
export async function copyDatabase(template?: string): Promise<{ owner: Connection; name: string }> {
  const { owner, template: empty, prefix } = await place()
  const name = `${prefix}_${randomBytes(6).toString('hex')}`
  await asOwner(owner, (client) => client.query(`create database ${name} template ${template ?? empty}`))
  return { owner, name }
}

async function place(): Promise<Place> {
  const { place, failed } = JSON.parse(await text(connectSocket(inject('clusterSocket')))) as {
    place?: Place
    failed?: string
  }
  if (!place) throw new Error(`No database for the tests: ${failed}`)
  return place
}

function address(
  { url, host = '', port, user = '', password = '', database }: Connection,
  as = { user, password },
): string {
  const at = new URL(url ?? `postgres://localhost:${port}/${database}`)
  if (!url) at.searchParams.set('host', host)
  if (as.user) {
    at.username = encodeURIComponent(as.user)
    at.password = encodeURIComponent(as.password)
  }
  return at.href
}
