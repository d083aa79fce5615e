import { expect, test } from 'vitest'
import { all } from './files-for-tests.ts'
import { decode, decodeWhole, detectEncoding } from './encoding.ts'
import { repairMojibake } from './mojibake.ts'

const russian = 'Жалоба: горячей воды нет третий день, Ёлкин'
const windows1251 = (text: string) => {
  const table = decodeWhole(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
    'windows-1251',
  )
  return Buffer.from([...text].map((char) => table.indexOf(char)))
}

test('UTF-8 is known by its sequences, even cut off in the middle of a character', () => {
  expect(detectEncoding(Buffer.from(russian).subarray(0, 1))).not.toBe(null)
  expect(detectEncoding(Buffer.from(russian).subarray(0, 20))).toBe('utf-8')
})

test('Russian text in one byte a letter is windows-1251, western text is windows-1252', () => {
  expect(detectEncoding(windows1251(russian))).toBe('windows-1251')
  expect(detectEncoding(Buffer.from('Reclamação: não há água. Café à côté', 'latin1'))).toBe('windows-1252')
})

test('UTF-16 is known by its mark or by its zeros', () => {
  const little = Buffer.from('id,text\r\n1,привет\r\n', 'utf16le')
  expect(detectEncoding(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe('utf-16le')
  expect(detectEncoding(little)).toBe('utf-16le')
  expect(detectEncoding(Buffer.from(little).swap16())).toBe('utf-16be')
})

test('a few broken bytes do not make UTF-8 something else', () => {
  const broken = Buffer.concat([Buffer.from(russian), Buffer.from([0xff]), Buffer.from(russian)])
  expect(detectEncoding(broken)).toBe('utf-8')
})

test('plain ASCII says nothing, and the decision waits for the first other byte', async () => {
  expect(detectEncoding(Buffer.from('plain'))).toBe(null)
  const pieces = async function* () {
    yield Buffer.from('id,text\n')
    yield windows1251(`1,${russian}`)
  }
  const text = await all(decode(pieces(), null))
  expect(text.join('')).toBe(`id,text\n1,${russian}`)
})

test('invalid bytes become replacement characters and stop nothing', async () => {
  const pieces = async function* () {
    yield Buffer.from([0x61, 0xff, 0x62])
    yield Buffer.from([0xd0])
  }
  const text = await all(decode(pieces(), 'utf-8'))
  expect(text.join('')).toBe('a\ufffdb\ufffd')
})

test('zero characters, which no database stores, are replaced', async () => {
  const pieces = async function* () {
    yield Buffer.from('a\0b')
  }
  expect(await all(decode(pieces(), 'utf-8'))).toEqual(['a\ufffdb'])
})

test('the euro sign and curly quotes of windows-1252 are read as such', () => {
  expect(decodeWhole(Uint8Array.of(0x80, 0x93, 0x94), 'windows-1252')).toBe('€“”')
})

test('text that was encoded twice is put right, other text is left alone', () => {
  expect(repairMojibake('PÃ©ssimo â€œatendimentoâ€\u009d')).toBe('Péssimo “atendimento”')
  for (const sound of ['Péssimo', 'Горячей воды нет', 'naïve café 😀']) expect(repairMojibake(sound)).toBe(sound)
})
