import { expect, test } from 'vitest'
import { decodeHeaderBytes, decodeText } from './charset.ts'
import type { MailFault } from './mail.ts'

const russian = 'Чайник течёт, верните деньги'
/** Bytes of Russian words in encodings that Node reads and does not write. */
function encoded(text: string, charset: string): Buffer {
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(charset).decode(Uint8Array.of(byte)), byte] as const),
  )
  return Buffer.from(Array.from(text, (char) => byteOf.get(char) ?? 63))
}
function decoded(bytes: Uint8Array, label: string) {
  const faults = new Set<MailFault>()
  return { text: decodeText(bytes, label, faults), faults: [...faults] }
}

test.each(['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5'])(
  'Russian words in %s are read with and without the label',
  (charset) => {
    const bytes = encoded(russian, charset)
    expect(decoded(bytes, charset)).toEqual({ text: russian, faults: [] })
    expect(decoded(bytes, '')).toEqual({ text: russian, faults: [] })
    expect(decoded(bytes, 'x-unknown').text).toBe(russian)
  },
)

test('a western label on words that are none gives way, as many programs write it without looking', () => {
  expect(decoded(encoded(russian, 'windows-1251'), 'iso-8859-1')).toEqual({ text: russian, faults: ['charset_wrong'] })
  expect(decoded(Buffer.from(russian), 'us-ascii')).toEqual({ text: russian, faults: ['charset_wrong'] })
  expect(decoded(Buffer.from('café', 'latin1'), 'iso-8859-1')).toEqual({ text: 'café', faults: [] })
})

test('a label that says UTF-8 of something else gives way', () => {
  expect(decoded(encoded(russian, 'koi8-r'), 'utf-8')).toEqual({ text: russian, faults: ['charset_wrong'] })
  expect(decoded(Buffer.from('naïve', 'latin1'), 'utf-8')).toEqual({ text: 'naïve', faults: ['charset_wrong'] })
})

test('a label under which the words cannot be read gives way to UTF-8 where they are that', () => {
  expect(decoded(Buffer.from(russian), 'euc-jp')).toEqual({ text: russian, faults: ['charset_wrong'] })
})

test('an unknown label is noted and the words read all the same', () => {
  expect(decoded(Buffer.from('kettle'), 'klingon')).toEqual({ text: 'kettle', faults: ['charset_unknown'] })
  expect(decoded(Buffer.from('чайник'), 'klingon').text).toBe('чайник')
})

test.each([
  ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42], 'あ'],
  ['', [0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42], 'あ'],
  ['x-sjis', [0x82, 0xa0], 'あ'],
  ['ks_c_5601-1987', [0xc7, 0xd1], '한'],
  ['iso-2022-kr', [0x1b, 0x24, 0x29, 0x43, 0x0e, 0x47, 0x51, 0x0f, 0x21], '한!'],
  ['big5', [0xa4, 0xa4], '中'],
  ['gb2312', [0xd6, 0xd0], '中'],
  ['windows-1252', [0x80, 0x93, 0x94], '€“”'],
  ['iso-8859-15', [0xa4], '€'],
  ['utf-16le', [0x41, 0x00, 0x42, 0x00], 'AB'],
])('%s is read', (label, bytes, text) => {
  expect(decoded(Uint8Array.from(bytes), label).text).toBe(text)
})

test('UTF-7 is read, plus signs too', () => {
  expect(decoded(Buffer.from('1 +- 1, +BCcEMAQ5-'), 'utf-7').text).toBe('1 + 1, Чай')
})

test('raw bytes in a header are UTF-8, or what the body says, or a guess', () => {
  expect(decodeHeaderBytes(Buffer.from(russian), 'windows-1251')).toBe(russian)
  expect(decodeHeaderBytes(encoded(russian, 'windows-1251'), 'windows-1251')).toBe(russian)
  expect(decodeHeaderBytes(encoded(russian, 'koi8-r'), '')).toBe(russian)
})

test('what the database cannot hold is replaced', () => {
  expect(decoded(Buffer.from('a\0b'), 'utf-8').text).toBe('a\ufffdb')
})
