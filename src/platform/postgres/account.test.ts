import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isRoot, newFolder } from '../../../test/setup/postgres-folders.ts'
import { chooseAccount, mayReach } from './account.ts'

const stranger = { uid: 54_321, gid: 54_321 }

test('a folder is reached when every folder above it lets one pass', () => {
  const folder = join(newFolder(), 'above', 'below')
  mkdirSync(folder, { recursive: true })
  expect(mayReach(folder, stranger)).toBe(true)
  chmodSync(join(folder, '..'), 0o700)
  expect(mayReach(folder, stranger)).toBe(false)
})

test.runIf(isRoot)('what one owns one reaches', () => {
  const folder = newFolder()
  chmodSync(folder, 0o700)
  chownSync(folder, stranger.uid, stranger.gid)
  expect(mayReach(folder, stranger)).toBe(true)
})

test.runIf(isRoot)('root hands PostgreSQL to the owner of the files, else to nobody', () => {
  const folder = newFolder()
  expect(chooseAccount(folder, folder, null)).toMatchObject({ uid: 65_534, switches: true, prefix: [] })
  expect(chooseAccount(folder, folder, 1)).toMatchObject({ uid: 1, switches: true })
})

test.runIf(isRoot)('root in a closed home without user namespaces is told what to do', () => {
  const home = newFolder()
  chmodSync(home, 0o700)
  const path = process.env.PATH
  onTestFinished(() => {
    process.env.PATH = path
  })
  process.env.PATH = home
  expect(() => chooseAccount(join(home, 'data'), home, null)).toThrow('PostgreSQL does not run as root')
})

test("an ordinary user runs PostgreSQL as itself, and another user's files are not touched", () => {
  expect(chooseAccount('/data', '/native', null, stranger)).toMatchObject({
    uid: stranger.uid,
    switches: false,
    prefix: [],
  })
  expect(() => chooseAccount('/data', '/native', 0, stranger)).toThrow('belongs to another user (uid 0)')
})
