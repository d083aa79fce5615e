import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, extensionOf } from './file-name.ts'

test.each([
  ['invoice.pdf', 'invoice.pdf'],
  ['Счёт за март.pdf', 'Счёт за март.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ann\\photo.jpg', 'photo.jpg'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['a\u0000b\r\n.txt', 'ab.txt'],
  ['invoice.pdf                                   .exe', 'invoice.pdf.exe'],
  ['letter.exe. . ', 'letter.exe'],
  ['letter．exe', 'letter.exe'],
  ['.htaccess', 'htaccess'],
  ['notes.txt:evil.exe', 'notes.txt_evil.exe'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['', 'file'],
  ['...', 'file'],
  ['\ud800.png', '\ufffd.png'],
  ['<b>"x"|?*.png', '_b__x____.png'],
])('%j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept)
})

test('a name that is too long loses its middle, not its extension or half a character', () => {
  const name = cleanFileName(`${'😀'.repeat(200)}.docx`)
  expect([...name]).toHaveLength(150)
  expect(name).toMatch(/^😀+\.docx$/u)
})

test('the extension is what stands after the last dot', () => {
  expect(['a.tar.GZ', 'README', 'a.', `a.${'x'.repeat(40)}`].map((name) => extensionOf(name))).toEqual([
    'gz',
    '',
    '',
    '',
  ])
})

test('whatever is given, the name is safe everywhere, and stays the same when cleaned again', () => {
  const hostile = fc.constantFrom('/', '\\', '..', '.', '\u202e', '\0', '\n', ' ', ':', '%00', 'con', '．', '.exe')
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.oneof(hostile, fc.string())).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(anything, (given) => {
      const name = cleanFileName(given)
      expect(name).not.toMatch(/[<>:"/\\|?*%]/)
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
      expect(name).not.toMatch(/^[. ]|[. ]$/)
      expect([...name].length).toBeLessThanOrEqual(151)
      expect(name.length).toBeGreaterThan(0)
      expect(cleanFileName(name)).toBe(name)
    }),
    { numRuns: 1000 },
  )
})
