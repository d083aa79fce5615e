import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { column } from '../../test/setup/product.ts'
import { insertOrganization } from '../people/organization.ts'
import { insertPerson } from '../people/store.ts'
import { connect, type Database, inTransaction } from '../platform/database/index.ts'
import { productFolder } from '../platform/root.ts'

// The program as it is delivered: bundled, in processes of its own. Below dist, so that it finds packages and migrations.
mkdirSync(join(productFolder, 'dist'), { recursive: true })
const built = mkdtempSync(join(productFolder, 'dist', 'try-cli-'))
const folder = mkdtempSync(join(tmpdir(), 'amends-cli-'))
const { ownerUrl, owner } = await testDatabase()
const empty = await testDatabase()
let db: Database

beforeAll(async () => {
  execFileSync(process.execPath, [join(productFolder, 'run', 'bundle.mjs'), built])
  db = connect(owner, { max: 2 })
  const now = new Date()
  const person = {
    name: 'Ada',
    email: 'ada@example.com',
    role: 'administrator',
    language: 'en',
    passwordHash: null,
  } as const
  const lastResortId = await insertPerson(db, person, now)
  await inTransaction(db, (tx) =>
    insertOrganization(tx, { name: 'Parcels & Co', language: 'en', demonstration: false, lastResortId }),
  )
})
afterAll(async () => {
  await db.destroy()
  for (const each of [built, folder]) rmSync(each, { recursive: true, force: true })
})

/** A test runs several processes one after the other, perhaps beside others on a busy machine. */
const patience = 120_000

type Ended = { code: number | null; out: string; err: string }
const environment = (settings: Record<string, string>) => ({
  ...process.env,
  AMENDS_DATA: join(folder, 'data'),
  DATABASE_URL: ownerUrl,
  PORT: '0',
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
  ...settings,
})

function begin(
  args: string[],
  settings: Record<string, string> = {},
): { child: ChildProcess; said: Ended; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(built, 'cli.mjs'), ...args], { env: environment(settings) })
  const said: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (text) => (said.out += text))
  child.stderr.on('data', (text) => (said.err += text))
  return { child, said, ended: once(child, 'close').then(([code]) => Object.assign(said, { code })) }
}

const amends = (args: string[], settings?: Record<string, string>): Promise<Ended> => begin(args, settings).ended

/** A server of the same installation while a test lasts; gives its address. */
async function serve(): Promise<string> {
  const { child, said, ended } = begin(['serve'])
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  while (!said.out.includes('\n')) {
    if (said.code !== null) throw new Error(said.err)
    await wait(20)
  }
  return /http:\S+/.exec(said.out)?.[0] ?? ''
}

const row = (number: number) => `${number},2025-11-20,The parcel came late and the box was open. Nobody answered.`
function write(name: string, rows: string[]): string {
  writeFileSync(join(folder, name), ['Case number,Date received,Complaint text', ...rows, ''].join('\n'))
  return join(folder, name)
}
const many = (count: number) => Array.from({ length: count }, (_, index) => row(index))
const stored = (name: string) => column<number>(db, `select count(*) from external_ids where source = '${name}'`)

test(
  'an import says what it does, and ends with 0 when all is in and with 2 when rows were rejected',
  async () => {
    const path = write('plain.csv', many(3))
    const { code, out, err } = await amends(['import', path])
    expect([code, out]).toEqual([0, '3 rows read: 3 stored, 0 known already, 0 skipped, 0 rejected.\n'])
    expect(err).toBe(
      'Mapping "plain.csv":\n  receivedAt ← Date received (iso, UTC)\n  externalId ← Case number\n  text ← Complaint text\n  everything else is kept as fields\n',
    )
    const bad = await amends(['import', write('bad.csv', [...many(20), '99,someday,When?'])])
    expect(bad.code).toBe(2)
    expect(bad.out).toBe(
      `21 rows read: 20 stored, 0 known already, 0 skipped, 1 rejected.\nRejected rows with their reasons: ${folder}/bad.csv.rejected.csv\n`,
    )
  },
  patience,
)

test(
  'with --json there is nothing but JSON on standard output, and nothing on standard error',
  async () => {
    const { code, out, err } = await amends(['import', write('json.csv', many(2)), '--json'])
    expect(JSON.parse(out)).toMatchObject({ state: 'done', storedRows: 2, rejectedRows: 0 })
    expect([code, err]).toEqual([0, ''])
  },
  patience,
)

test(
  'with and without a running server the same is said and done',
  async () => {
    const rows = [...many(20), '99,someday,When?', row(0)]
    const without = await amends(['import', write('without.csv', rows)])
    const verified = await amends(['verify'])
    await serve()
    const beside = await amends(['import', write('beside.csv', rows)])
    expect({
      ...beside,
      out: beside.out.replaceAll('beside', 'without'),
      err: beside.err.replaceAll('beside', 'without'),
    }).toEqual(without)
    expect(await stored('beside.csv')).toEqual(await stored('without.csv'))
    expect((await amends(['verify'])).code).toBe(verified.code)
    expect((await amends(['import', join(folder, 'no.csv')])).err).toBe(
      '“no.csv” cannot be opened. Check its name, its folder and that you may read it.\n',
    )
  },
  patience,
)

async function untilSomeIsStored(name: string): Promise<void> {
  while ((await stored(name))[0] === 0) await wait(10)
}

test(
  'an import that is killed in the middle and given again has every row once',
  async () => {
    const path = write('killed.csv', many(3000))
    const { child, ended } = begin(['import', path])
    await untilSomeIsStored('killed.csv')
    child.kill('SIGKILL')
    await ended
    const [before = 0] = await stored('killed.csv')
    expect(before).toBeLessThan(3000)
    const { code, out } = await amends(['import', path])
    expect([code, out]).toEqual([
      0,
      `3000 rows read: ${3000 - before} stored, ${before} known already, 0 skipped, 0 rejected.\n`,
    ])
    expect(await stored('killed.csv')).toEqual([3000])
    expect(
      await column(
        db,
        `select count(*) from complaints where import_id in (select id from imports where file_name = 'killed.csv')`,
      ),
    ).toEqual([3000])
  },
  patience,
)

test(
  'Ctrl+C stops after the batch that is under way and says how to go on',
  async () => {
    const path = write('stopped.csv', many(3000))
    const { child, ended } = begin(['import', path])
    await untilSomeIsStored('stopped.csv')
    child.kill('SIGINT')
    const { code, out, err } = await ended
    const [before = 0] = await stored('stopped.csv')
    expect(code).toBe(130)
    expect(out).toContain(`${before} stored`)
    expect(err).toContain('Stopping after the batch')
    expect(err).toContain(
      'The import was stopped.\nWhat was stored stays. Give the same command again to go on: nothing is taken in twice.\n',
    )
    expect(await column(db, `select state from imports where file_name = 'stopped.csv'`)).toEqual(['stopped'])
  },
  patience,
)

test(
  'a file that leaves a question open is not guessed: its mapping is printed, answered and used',
  async () => {
    const path = write('open.csv', [
      '1,03/04/2025,The parcel came late and the box was open.',
      '2,05/06/2025,Nobody answered my letters about the parcel.',
    ])
    const asked = await amends(['import', path])
    expect([asked.code, asked.out]).toEqual([1, ''])
    expect(asked.err).toBe(
      'Before this file can be imported, a person must answer: In the column “Date received” day and month cannot be told apart: is 03/04/2025 dd/mm/yyyy or mm/dd/yyyy?\n' +
        `Print the guessed mapping, answer in it, and import with it:\n  amends import ${path} --print-map > map.json\n  amends import ${path} --map map.json\n`,
    )
    const printed = await amends(['import', path, '--print-map'])
    expect(printed.code).toBe(0)
    expect(printed.err).toContain('Open: is 03/04/2025 in “Date received” dd/mm/yyyy or mm/dd/yyyy?')
    const mapping = JSON.parse(printed.out)
    mapping.columns.receivedAt.format = 'mm/dd/yyyy'
    writeFileSync(join(folder, 'map.json'), JSON.stringify(mapping))
    const { code } = await amends(['import', path, '--map', join(folder, 'map.json')])
    expect(code).toBe(0)
    expect(
      await column(
        db,
        `select to_char(received_at at time zone 'UTC', 'YYYY-MM-DD') from complaints where import_id in (select id from imports where file_name = 'open.csv') order by 1`,
      ),
    ).toEqual(['2025-03-04', '2025-05-06'])
  },
  patience,
)

test(
  'a mapping that cannot be read, or is none, is named',
  async () => {
    const path = write('mapped.csv', many(1))
    expect(await amends(['import', path, '--map', join(folder, 'none.json')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The mapping .*none\.json cannot be read: /),
    })
    writeFileSync(
      join(folder, 'wrong.json'),
      '{"name": "x", "version": 1, "rest": "fields", "columns": {"receivedAt": {"form": "Date received"}}}',
    )
    const { code, err } = await amends(['import', path, '--map', join(folder, 'wrong.json')])
    expect(code).toBe(1)
    expect(err).toContain(
      'a part “form” that means nothing at “columns.receivedAt.form”. Take it out, or write what was meant: from',
    )
  },
  patience,
)

test(
  'before it is set up, an import says so and how to begin',
  async () => {
    const { code, err } = await amends(['import', write('early.csv', many(1))], {
      DATABASE_URL: empty.ownerUrl,
      AMENDS_DATA: join(folder, 'early'),
    })
    expect(code).toBe(1)
    expect(err).toMatch(
      /^This installation is not set up yet\..*\nStart it with npm start, open the address it prints, and choose how to begin\.\n$/,
    )
  },
  patience,
)

test(
  'a person who is added signs in with the printed password, and a key that is made works',
  async () => {
    const { code, out } = await amends(['person', 'add', 'Kim Example', 'kim@example.com', '--role', 'agent'])
    expect(code).toBe(0)
    const password = /^Kim Example may sign in as kim@example\.com with the password (\S+)\n$/.exec(out)?.[1]
    const key = (await amends(['key', 'create', '--role', 'agent', '--name', 'shop'])).out.trim()
    const address = await serve()
    const post = (path: string, body: object, headers = {}) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    expect((await post('/api/v1/session', { email: 'kim@example.com', password })).ok).toBe(true)
    expect((await post('/api/v1/complaints', { text: 'Late again.' }, { authorization: `Bearer ${key}` })).status).toBe(
      201,
    )
    expect(
      (await post('/api/v1/complaints', { text: 'Late again.' }, { authorization: `Bearer ${key}x` })).status,
    ).toBe(401)
    const twice = await amends(['person', 'add', 'Kim Example', 'kim@example.com'])
    expect(twice.code).toBe(1)
    expect(twice.err).not.toContain('    at ')
  },
  patience,
)

test(
  'verify says that every chain is whole, and ends with 3 when one is broken',
  async () => {
    await amends(['import', write('chains.csv', many(5))])
    const whole = await amends(['verify'])
    expect(whole).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+ events of \d+ complaints: every chain is whole\.\n$/),
    })
    const [id] = await column<string>(db, `select complaint_id from external_ids where source = 'chains.csv' limit 1`)
    await sql`update complaint_events set at = at + interval '1 hour' where complaint_id = ${id} and seq = 1`.execute(
      db,
    )
    onTestFinished(async () => {
      await sql`update complaint_events set at = at - interval '1 hour' where complaint_id = ${id} and seq = 1`.execute(
        db,
      )
    })
    const broken = await amends(['verify'])
    expect(broken.code).toBe(3)
    expect(broken.out).toMatch(
      /^AM-[0-9A-Z-]+: broken at event 1 \(hash\)\n\d+ events of \d+ complaints: 1 chains? (is|are) broken\.\n$/,
    )
    expect(JSON.parse((await amends(['verify', '--json'])).out).breaks).toMatchObject([
      { complaintId: id, seq: 1, what: 'hash' },
    ])
  },
  patience,
)

test(
  'report causes prints the shares, whole as JSON',
  async () => {
    const { code, out } = await amends(['report', 'causes', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ coded: { count: 0 }, classes: expect.any(Array) })
    expect((await amends(['report', 'causes', '--from', '2025-11-01', '--to', '2025-11-30'])).out).toMatch(
      /^\d+ complaints from 2025-11-01 to 2025-11-30, 0 of them coded\.\n {2}delivery/,
    )
    expect((await amends(['report', 'causes', '--from', 'yesterday'])).code).toBe(1)
  },
  patience,
)

const commands = [
  ['serve'],
  ['import'],
  ['verify'],
  ['person'],
  ['person', 'add'],
  ['key'],
  ['key', 'create'],
  ['report'],
  ['report', 'causes'],
]
test(
  'every command has help with its options; words that are off end with 64',
  async () => {
    for (const command of commands) {
      const { code, out } = await amends([...command, '--help'])
      expect([command, code]).toEqual([command, 0])
      expect(out).toMatch(new RegExp(`^Usage: amends ${command.join(' ')}`))
    }
    expect((await amends([])).code).toBe(64)
    for (const wrong of [
      ['imprt', 'x'],
      ['import', 'x', '--so'],
      ['key', 'create', '--role', 'king'],
    ]) {
      expect([wrong, (await amends(wrong)).code]).toEqual([wrong, 64])
    }
  },
  patience,
)

test(
  'a setting that cannot be used is named, with what it may be',
  async () => {
    const port = await amends(['verify'], { PORT: 'http' })
    expect(port).toMatchObject({
      code: 1,
      err: 'These settings cannot be used:\n  PORT (it is "http"): must be a whole number from 0 to 65535 (0: any free port)\n',
    })
    const kind = await amends(['verify'], { DATABASE_URL: 'mysql://user:secret@localhost/amends' })
    expect(kind.err).toContain('DATABASE_URL: must begin with postgres://')
    const away = await amends(['verify'], { DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/amends' })
    expect(away).toMatchObject({ code: 1, err: expect.stringContaining('DATABASE_URL') })
    expect(kind.err + away.err).not.toContain('secret')
  },
  patience,
)
