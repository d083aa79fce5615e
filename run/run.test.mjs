import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const here = join(import.meta.dirname, '..')

/** A small product with the real run.mjs; below ours, so that it finds the packages with which it is built. */
function product(cli = 'console.log(JSON.stringify(process.argv.slice(2)))') {
  mkdirSync(join(here, 'dist'), { recursive: true })
  const root = mkdtempSync(join(here, 'dist', 'try-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const name of ['run.mjs', 'run', 'bin']) cpSync(join(here, name), join(root, name), { recursive: true })
  for (const folder of ['src', 'node_modules']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }))
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }))
  writeFileSync(join(root, 'src', 'cli.ts'), cli)
  return root
}

/** Runs a file of `root` with this Node, from another folder. */
async function run(root, args, { file = 'run.mjs', env = {}, begun = () => {} } = {}) {
  const { npm_lifecycle_event: _, ...outside } = process.env
  const child = spawn(process.execPath, [join(root, file), ...args], { cwd: tmpdir(), env: { ...outside, ...env } })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => {
    said.out += text
    begun(child)
  })
  child.stderr.on('data', (text) => {
    said.err += text
  })
  const [code] = await once(child, 'close')
  return { code, ...said }
}

test('start builds, says so in one line, and hands its arguments on; the next time it says nothing', async () => {
  const root = product()
  const first = await run(root, ['start', '--port', '1'])
  expect(first).toMatchObject({ code: 0, out: '["serve","--port","1"]\n' })
  expect(first.err).toMatch(/^Building the server… \d+\.\d s\n$/)
  expect(await run(root, ['start'])).toEqual({ code: 0, out: '["serve"]\n', err: '' })
})

test('bin/amends is the same as cli, and its exit code is passed on', async () => {
  const root = product('console.log(process.argv[2]); process.exitCode = 7')
  expect(await run(root, ['list'], { file: 'bin/amends' })).toMatchObject({ code: 7, out: 'list\n' })
})

test('data lies beside the product wherever the command is given from, unless told otherwise', async () => {
  const root = product('console.log(process.env.AMENDS_DATA)')
  expect((await run(root, ['cli'])).out).toBe(`${join(root, 'data')}\n`)
  expect((await run(root, ['cli'], { env: { AMENDS_DATA: '/elsewhere' } })).out).toBe('/elsewhere\n')
})

test('a changed source is built again, a changed test is not', async () => {
  const root = product()
  await run(root, ['cli'])
  writeFileSync(join(root, 'src', 'some.test.ts'), 'not even code')
  expect((await run(root, ['cli'])).err).toBe('')
  writeFileSync(join(root, 'src', 'cli.ts'), 'console.log("changed")')
  expect(await run(root, ['cli'])).toMatchObject({ out: 'changed\n', err: expect.stringContaining('Building the server') })
})

test('a source that cannot be built is named, and the last build stays', async () => {
  const root = product()
  await run(root, ['cli'])
  writeFileSync(join(root, 'src', 'cli.ts'), 'const = 1')
  const { code, err } = await run(root, ['cli'])
  expect(code).toBe(1)
  expect(err).toContain('src/cli.ts')
  expect(err).toContain('The last build is still there.')
  expect(existsSync(join(root, 'dist', 'server', 'cli.mjs'))).toBe(true)
})

test('an error names the line of the source, not of the build', async () => {
  const root = product('\n\ninterface Unused { a: string }\nthrow new Error("here")')
  expect((await run(root, ['start'])).err).toMatch(/src[/\\]cli\.ts:4/)
})

test('of two at once one builds and the other waits', async () => {
  const root = product()
  const both = await Promise.all([run(root, ['cli', 'a']), run(root, ['cli', 'b'])])
  expect(both.map(({ out }) => out)).toEqual(['["a"]\n', '["b"]\n'])
  expect(both.filter(({ err }) => err.includes('Building'))).toHaveLength(1)
})

test('who was killed while preparing does not block the next', async () => {
  const root = product()
  mkdirSync(join(root, '.toolchain'))
  writeFileSync(join(root, '.toolchain', 'lock'), '{"pid":4194999,"token":"gone"}')
  expect(await run(root, ['cli'])).toMatchObject({ code: 0 })
  expect(existsSync(join(root, '.toolchain', 'lock'))).toBe(false)
})

test('a signal reaches the program, which ends as it wants', async () => {
  const root = product("process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('ready')")
  expect(await run(root, ['start'], { begun: (child) => child.kill('SIGTERM') })).toMatchObject({ code: 5 })
})

test('packages that cannot be fetched: says why and what to do, without the name of the registry', async () => {
  const root = product()
  writeFileSync(join(root, 'package.json'), '{ "dependencies": { "left-over": "1.0.0" } }')
  const lock = { lockfileVersion: 3, packages: { '': { dependencies: { 'left-over': '1.0.0' } }, 'node_modules/left-over': { version: '1.0.0' } } }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock))
  const env = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0', npm_config_cache: join(root, 'cache') }
  const { code, err } = await run(root, ['cli'], { env })
  expect(code).toBe(1)
  expect(err).toContain('The package registry cannot be reached.')
  expect(err).toContain('Check the network connection')
  expect(err).not.toContain('127.0.0.1')
})

test('a missing lock file and an unknown command are answered with what to do', async () => {
  const root = product()
  expect(await run(root, ['frobnicate'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage: node run.mjs COMMAND') })
  rmSync(join(root, 'package-lock.json'))
  expect(await run(root, ['start'])).toMatchObject({ code: 1, err: expect.stringContaining('git checkout package-lock.json') })
})

test('the last line of test counts what passed and failed; a file that cannot be read has failed', async () => {
  const root = product()
  symlinkSync(join(here, 'node_modules', 'vitest'), join(root, 'node_modules', 'vitest'))
  writeFileSync(join(root, 'vitest.config.mjs'), 'export default { test: { include: ["*.test.mjs"] } }')
  const two = "import { expect, test } from 'vitest'; test('a', () => {}); test('b', () => expect(1).toBe(Number(process.env.ONE)))"
  writeFileSync(join(root, 'two.test.mjs'), two)
  const outcome = async (env) => {
    const { code, out } = await run(root, ['test'], { env: { CHROMIUM: process.execPath, ...env } })
    return { code, last: out.trimEnd().split('\n').at(-1) }
  }
  expect(await outcome({ ONE: '1' })).toEqual({ code: 0, last: '2 passed, 0 failed' })
  writeFileSync(join(root, 'unreadable.test.mjs'), 'const = 1')
  expect(await outcome({ ONE: '2' })).toEqual({ code: 1, last: '1 passed, 2 failed' })
  for (const name of ['two', 'unreadable']) rmSync(join(root, `${name}.test.mjs`))
  expect(await outcome({})).toEqual({ code: 1, last: '0 passed, 1 failed' })
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).toContain('lockfileVersion')
})
