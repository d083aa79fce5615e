import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'

const s3 = {
  FILES_STORE: 's3',
  S3_ENDPOINT: 'https://s3.example.com',
  S3_BUCKET: 'amends',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'hidden-secret',
}

test('an environment that says nothing keeps files on disk, 25 MB each, 200 and 250 MB in all', () => {
  const { fileStore, fileLimits } = readConfig({})
  expect(fileStore).toEqual({ store: 'disk' })
  expect(fileLimits).toEqual({
    fileBytes: 26_214_400,
    files: 10,
    totalBytes: 262_144_000,
    totalFiles: 200,
    blocked: null,
    keepRemovedDays: 30,
  })
})

test('a bucket is described whole, with the bucket in the path unless said otherwise', () => {
  expect(readConfig(s3).fileStore).toMatchObject({ store: 's3', s3: { bucket: 'amends', pathStyle: true } })
  expect(readConfig({ ...s3, S3_PATH_STYLE: 'false' }).fileStore).toMatchObject({ s3: { pathStyle: false } })
})

test('what is blocked is a list of extensions and media types', () => {
  expect(readConfig({ FILES_BLOCKED: 'EXE, .bat,text/html' }).fileLimits.blocked).toEqual(['exe', 'bat', 'text/html'])
})

test.each([
  [{ FILES_STORE: 's3' }, 'S3_ENDPOINT'],
  [{ ...s3, S3_BUCKET: '' }, 'S3_BUCKET'],
  [{ ...s3, S3_ENDPOINT: 's3.example.com' }, 'S3_ENDPOINT'],
  [{ ...s3, S3_PATH_STYLE: 'yes' }, 'S3_PATH_STYLE'],
  [{ FILES_STORE: 'tape' }, 'FILES_STORE'],
  [{ FILES_MAX_MB: '0' }, 'FILES_MAX_MB'],
  [{ FILES_MAX_MB: 'many' }, 'FILES_MAX_MB'],
  [{ FILES_BLOCKED: 'exe;bat' }, 'FILES_BLOCKED'],
])('%j is refused at start, naming the setting', (environment, setting) => {
  expect(() => readConfig(environment)).toThrow(setting)
})

test('a secret is never shown, also when something beside it is wrong', () => {
  expect(() => readConfig({ ...s3, S3_SECRET_ACCESS_KEY: '  ', S3_BUCKET: '!' })).toThrow(/S3_SECRET_ACCESS_KEY:/)
  expect(() => readConfig({ ...s3, S3_BUCKET: '!' })).not.toThrow('hidden-secret')
})
