import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const [one, other] = await Promise.all([testDatabase(), testDatabase()])

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

test('a test database has every migration', async () => {
  expect(Number(await ask(one.ownerUrl, 'select count(*) from migrations'))).toBeGreaterThan(0)
})

test('what one test database holds, another does not', async () => {
  await ask(one.ownerUrl, 'create table only_here ()')
  expect(await ask(other.ownerUrl, "select to_regclass('only_here') is null")).toBe(true)
})

test('the application signs in as its own role, which may not change events', async () => {
  const owner = await ask(one.ownerUrl, 'select current_user')
  expect(await ask(one.appUrl, 'select current_user')).not.toBe(owner)
  await expect(ask(one.appUrl, 'delete from complaint_events')).rejects.toThrow('permission denied')
})
