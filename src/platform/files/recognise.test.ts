import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { deflateRawSync } from 'node:zlib'
import { recognise } from './recognise.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-recognise-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const of = (content: string | Buffer) => {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  return recognise(path)
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')

test.each<[string, string | Buffer, string]>([
  ['a picture', png, 'image/png'],
  ['a program for Windows', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'application/x-msdownload'],
  ['a program for Linux', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]), 'application/x-elf'],
  ['text', 'It broke.\nThen it broke again.', 'text/plain'],
  ['Russian text', 'Сломалось.', 'text/plain'],
  ['text in UTF-16', Buffer.from('\ufeffIt broke.', 'utf16le'), 'text/plain'],
  ['a page', '  <!-- hello -->\n<!DOCTYPE html><p>Hi', 'text/html'],
  ['a bare script of a page', '<script>alert(1)</script>', 'text/html'],
  ['a drawing', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['a script of a shell', '#!/bin/sh\nrm -rf /', 'text/x-shellscript'],
  ['a document', '%PDF-1.7\nwords', 'application/pdf'],
  ['a letter', 'Received: from a\r\nSubject: b\r\n\r\nc', 'message/rfc822'],
  ['noise', Buffer.from([1, 2, 3, 4, 0, 0, 9, 200, 201]), 'application/octet-stream'],
])('%s is told by its content', async (_what, content, type) => {
  expect(await of(content)).toBe(type)
})

test('a file that is two things at once is the one that programs see first, never a page beside a picture', async () => {
  expect(await of(Buffer.concat([gif, Buffer.from('<script>alert(1)</script>')]))).toBe('image/gif')
  expect(await of(Buffer.concat([png, Buffer.from('PK\x03\x04')]))).toBe('image/png')
  expect(await of(Buffer.from('GIF89a=1/*<html>*/'))).not.toBe('text/html')
})

test('text of several bytes a character is text wherever its head is cut', async () => {
  expect(await of('x'.concat('ж'.repeat(60_000)))).toBe('text/plain')
  expect(await of('ж'.repeat(60_000))).toBe('text/plain')
})

test('an archive that would unpack to a thousand times its size is told without unpacking it', async () => {
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024))
  const name = Buffer.from('[Content_Types].xml')
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(64 * 1024 * 1024, 22)
  header.writeUInt16LE(name.length, 26)
  expect(await of(Buffer.concat([header, name, packed]))).toBe('application/zip')
})
