import { chmodSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import {
  ask,
  copyOf,
  ended,
  isRoot,
  isRunning,
  madeOnce,
  newFolder,
  start,
} from '../../../test/setup/postgres-folders.ts'
import { startEmbedded } from './index.ts'

const made = madeOnce()

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('an empty folder becomes a database, and the next start finds what was stored', async () => {
  const dataFolder = join(newFolder(), 'data', 'postgres')
  const lines: string[] = []
  const first = await startEmbedded({ dataFolder, log: (line) => lines.push(line) })
  expect(lines).toEqual(['Making the database…'])
  await ask(first.connection, "create table said as select 'Жалоба' as word")
  await first.stop()
  const second = await start(dataFolder, { log: (line) => lines.push(line) })
  expect(await ask(second.connection, 'select lower(word) from said')).toBe('жалоба')
  expect(second.adopted).toBe(false)
  expect(lines).toHaveLength(1)
})

test('only we reach the server: no network, a private socket, a password, closed files', async () => {
  const dataFolder = copyOf(made)
  const { connection, pid } = await start(dataFolder)
  expect(await ask(connection, "select current_setting('listen_addresses')")).toBe('')
  expect(mode(connection.host)).toBe('700')
  expect(Buffer.byteLength(join(connection.host, '.s.PGSQL.5432'))).toBeLessThan(100)
  expect(mode(join(dataFolder, 'cluster'))).toBe('700')
  expect(mode(join(dataFolder, 'credentials.json'))).toBe('600')
  await expect(ask({ ...connection, password: 'guessed' }, 'select 1')).rejects.toThrow(
    'password authentication failed',
  )
  await expect(ask({ ...connection, user: 'postgres', password: '' }, 'select 1')).rejects.toThrow(
    /password|authentication/,
  )
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(connection.password)
})

test('an answer of success means that the data is on disk', async () => {
  const { connection } = await start(copyOf(made))
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
    expect(await ask(connection, `select current_setting('${setting}')`), setting).toBe('on')
  }
})

test('the administrator can lay settings over ours', async () => {
  const dataFolder = copyOf(made)
  writeFileSync(join(dataFolder, 'postgresql.local.conf'), "work_mem = '5MB'\n")
  const { connection } = await start(dataFolder)
  expect(await ask(connection, "select current_setting('work_mem')")).toBe('5MB')
})

test('PostgreSQL never runs as root', async () => {
  const { pid } = await start(copyOf(made))
  const whoever = isRoot ? 65_534 : process.getuid?.()
  expect(statSync(`/proc/${pid}`).uid).toBe(whoever)
})

test.runIf(isRoot)(
  'below a closed home it runs in a user namespace, and moves with the folder in and out of it',
  async () => {
    const parent = newFolder()
    const dataFolder = join(parent, 'postgres')
    const ownerOfFiles = () => statSync(join(dataFolder, 'cluster', 'PG_VERSION')).uid
    chmodSync(parent, 0o700)
    const closed = await startEmbedded({ dataFolder })
    expect(readlinkSync(`/proc/${closed.pid}/ns/user`)).not.toBe(readlinkSync('/proc/self/ns/user'))
    expect(ownerOfFiles()).toBe(0)
    await ask(closed.connection, 'create table kept as select 7 as n')
    await closed.stop()
    chmodSync(parent, 0o755)
    const open = await startEmbedded({ dataFolder })
    expect(ownerOfFiles()).not.toBe(0)
    await open.stop()
    chmodSync(parent, 0o700)
    const again = await start(dataFolder)
    expect(ownerOfFiles()).toBe(0)
    expect(await ask(again.connection, 'select n from kept')).toBe(7)
  },
)

test('stopping ends the server, cuts connections, and leaves neither socket nor lock', async () => {
  const dataFolder = copyOf(made)
  const { connection, pid, stop } = await startEmbedded({ dataFolder })
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  const busy = client.query('select pg_sleep(60)').catch((error: Error) => error.message)
  await Promise.all([stop(), stop()])
  expect(await busy).toMatch(/terminat/)
  expect(isRunning(pid)).toBe(false)
  expect(readdirSync(dataFolder).filter((name) => name.startsWith('.'))).toEqual([])
  expect(readdirSync(dirname(connection.host))).not.toContain(connection.host)
})

test('when the server ends by itself we are told, once', async () => {
  const dataFolder = copyOf(made)
  const reasons: string[] = []
  const { pid, stop } = await start(dataFolder, { lost: ({ message }) => reasons.push(message) })
  process.kill(pid, 'SIGQUIT')
  await ended(pid)
  await stop()
  expect(reasons).toEqual(['The database server ended by itself.'])
})
