import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { startS3 } from '../../../test/setup/s3.ts'
import { SettingsError } from '../config.ts'
import { newId } from '../ids.ts'
import { openFileStore } from './index.ts'
import type { StoreSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const s3 = await startS3()

const stores: [string, StoreSettings][] = [
  ['the disk', { store: 'disk' }],
  ['S3', { store: 's3', s3 }],
]
const noLook = () => Promise.resolve(null)
const most = 20 * 1024 * 1024

describe.each(stores)('a store on %s', async (name, settings) => {
  const own = join(folder, name)
  const files = await openFileStore(settings, own)
  const incoming = join(own, 'incoming')
  const put = (id: string, content: Readable, limit = most) =>
    files.put(id, content, { most: limit, name: 'file', look: noLook })
  const read = async (id: string, span?: { from: number; to: number }) => buffer(await files.get(id, span))

  test('a file of many megabytes comes back as it went in, with its size and fingerprint', async () => {
    const [id, content] = [newId(), randomBytes(9_000_001)]
    const pieces = Readable.from(
      Array.from({ length: 138 }, (_, at) => content.subarray(at * 65_536, (at + 1) * 65_536)),
    )
    const taken = await put(id, pieces)
    expect(taken.size).toBe(content.length)
    expect(taken.sha256).toEqual(createHash('sha256').update(content).digest())
    expect((await read(id)).equals(content)).toBe(true)
    expect(readdirSync(incoming)).toEqual([])
  })

  test('parts of a file are given, both ends included', async () => {
    const id = newId()
    await put(id, Readable.from([Buffer.from('0123456789')]))
    expect(String(await read(id, { from: 0, to: 1 }))).toBe('01')
    expect(String(await read(id, { from: 3, to: 6 }))).toBe('3456')
    expect(String(await read(id, { from: 8, to: 9 }))).toBe('89')
  })

  test('of a file over the limit nothing stays, and no more is read of it', async () => {
    const id = newId()
    let given = 0
    const endless = Readable.from(
      (function* () {
        for (;;) yield (given += 1) && Buffer.alloc(65_536)
      })(),
    )
    await expect(put(id, endless, 1_000_000)).rejects.toMatchObject({ key: 'file_too_large', kind: 'too_large' })
    expect(given).toBeLessThan(64)
    await expect(files.get(id)).rejects.toMatchObject({ key: 'file_missing' })
    expect(readdirSync(incoming)).toEqual([])
  })

  test('a file of exactly the limit is taken', async () => {
    expect((await put(newId(), Readable.from([Buffer.alloc(1000)]), 1000)).size).toBe(1000)
  })

  test('of a file that breaks off nothing stays', async () => {
    const id = newId()
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(200_000)
        throw new Error('the line went dead')
      })(),
    )
    await expect(put(id, broken)).rejects.toThrow('the line went dead')
    await expect(files.get(id)).rejects.toMatchObject({ key: 'file_missing' })
    expect(readdirSync(incoming)).toEqual([])
  })

  test('whoever looks at the file sees the whole of it, and may refuse it', async () => {
    const id = newId()
    const look = async (path: string) => {
      throw new Error(`seen ${readFileSync(path, 'utf8')}`)
    }
    await expect(files.put(id, Readable.from([Buffer.from('evil')]), { most, name: 'file', look })).rejects.toThrow(
      'seen evil',
    )
    await expect(files.get(id)).rejects.toMatchObject({ key: 'file_missing' })
    expect(readdirSync(incoming)).toEqual([])
  })

  test('a removed file is gone, and removing it again is no trouble', async () => {
    const id = newId()
    await put(id, Readable.from([Buffer.from('x')]))
    await files.remove(id)
    await files.remove(id)
    await expect(files.get(id)).rejects.toMatchObject({ key: 'file_missing', kind: 'not_found' })
  })

  test('what a crash left behind is cleared once it is old, and what is coming in is left alone', async () => {
    const [old, fresh] = [join(incoming, 'old.part'), join(incoming, 'fresh.part')]
    writeFileSync(old, 'half')
    writeFileSync(fresh, 'half')
    const hourAgo = new Date(Date.now() - 3_600_000)
    utimesSync(old, hourAgo, hourAgo)
    await files.clear(new Date(Date.now() - 60_000))
    expect(existsSync(old)).toBe(false)
    expect(existsSync(fresh)).toBe(true)
    rmSync(fresh)
  })

  test.each(['../../etc/passwd', 'a/b', '', 'A', 'x'.repeat(100)])('%j is no id of a file', async (id) => {
    await expect(files.get(id)).rejects.toThrow('is no id of a file')
  })
})

test('nobody else on the machine may read what is kept on disk', () => {
  const kept = join(folder, 'the disk', 'kept')
  const part = readdirSync(kept)[0] ?? ''
  const file = readdirSync(join(kept, part))[0] ?? ''
  expect(statSync(join(kept, part)).mode & 0o077).toBe(0)
  expect(statSync(join(kept, part, file)).mode & 0o077).toBe(0)
})

const wrong: [setting: string, change: Partial<typeof s3>][] = [
  ['S3_BUCKET', { bucket: 'elsewhere' }],
  ['S3_ACCESS_KEY_ID', { accessKeyId: 'nobody' }],
  ['S3_SECRET_ACCESS_KEY', { secretAccessKey: 'wrong' }],
  ['S3_ENDPOINT', { endpoint: 'http://127.0.0.1:9' }],
  ['S3_PATH_STYLE', { endpoint: 'http://nowhere.invalid', pathStyle: false }],
]
test.each(wrong)('a wrong %s is named at start', async (setting, change) => {
  const opening = openFileStore({ store: 's3', s3: { ...s3, ...change } }, join(folder, 'wrong'))
  await expect(opening).rejects.toThrow(setting)
  await expect(opening).rejects.toBeInstanceOf(SettingsError)
})

test('a store that is away says so, as ours to mend', async () => {
  const own = join(folder, 'lost')
  const files = await openFileStore({ store: 'disk' }, own)
  rmSync(own, { recursive: true })
  const putting = { most, name: 'file', look: noLook }
  await expect(files.put(newId(), Readable.from([Buffer.from('x')]), putting)).rejects.toMatchObject({
    key: 'files_away',
    kind: 'unavailable',
  })
})
