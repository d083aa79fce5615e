import { expect, test } from 'vitest'
import { isPicture, nameFits, refusal, servedType, usuallyBlocked } from './rules.ts'

test.each([
  ['exe', 'application/octet-stream', '.exe'],
  ['pdf', 'application/x-msdownload', 'application/x-msdownload'],
  ['', 'application/x-elf', 'application/x-elf'],
  ['txt', 'text/x-shellscript', 'text/x-shellscript'],
  ['js', 'text/plain', '.js'],
  ['pdf', 'application/pdf', null],
  ['html', 'text/html', null],
  ['', 'text/plain', null],
])('a file called .%s that is %s is refused for %s', (extension, mediaType, why) => {
  expect(refusal(extension, mediaType, usuallyBlocked)).toBe(why)
})

test('a company blocks what it likes, whole families of types too', () => {
  expect(refusal('mp4', 'video/mp4', ['video/*'])).toBe('video/mp4')
  expect(refusal('exe', 'application/x-msdownload', ['video/*'])).toBeNull()
  expect(refusal('', 'text/plain', ['', 'html'])).toBeNull()
})

test.each([
  ['png', 'image/png', true],
  ['pdf', 'application/zip', false],
  ['jpg', 'text/html', false],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', true],
  ['docx', 'application/zip', true],
  ['docx', 'application/pdf', false],
  ['doc', 'application/x-cfb', true],
  ['txt', 'image/png', false],
  ['csv', 'text/plain', true],
  ['zip', 'text/plain', false],
  ['unheard', 'image/png', true],
  ['', 'image/png', true],
])('the name .%s fits %s: %s', (extension, mediaType, fits) => {
  expect(nameFits(extension, mediaType)).toBe(fits)
})

test('pictures are shown; drawings that can hold scripts, and what is too large, are not', () => {
  expect(isPicture('image/jpeg', 1000)).toBe(true)
  expect(isPicture('image/svg+xml', 1000)).toBe(false)
  expect(isPicture('image/jpeg', 16 * 1024 * 1024)).toBe(false)
  expect(isPicture('text/html', 10)).toBe(false)
})

test.each([
  'text/html',
  'image/svg+xml',
  'application/xml',
  'application/xhtml+xml',
  'text/javascript',
  'message/rfc822',
])('%s is never served as what it is', (mediaType) => {
  expect(servedType(mediaType)).toBe('application/octet-stream')
})

test.each([
  ['image/png', 'image/png'],
  ['application/pdf', 'application/pdf'],
  ['video/mp4', 'video/mp4'],
  ['text/plain', 'text/plain; charset=utf-8'],
])('%s is served as %s', (mediaType, served) => {
  expect(servedType(mediaType)).toBe(served)
})
