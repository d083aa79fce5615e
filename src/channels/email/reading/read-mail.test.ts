import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from './limits.ts'
import { messageOf, partsOf, read } from './mail-for-tests.ts'
import { readMail } from './read-mail.ts'

test('a plain message says who wrote, to whom, when, about what, and in which thread', async () => {
  const mail = await read(
    {
      To: '"Care, the team" <care+am-1@example.org>, Bob <bob@example.com>',
      Cc: 'Friends: carl@example.com, dora@example.com;',
      'Reply-To': 'ann.home@example.com',
      'Delivered-To': 'care@example.org',
      'In-Reply-To': '<two@example.org>',
      References: '<zero@example.org>\r\n <two@example.org>',
      'Return-Path': '<ann@example.com>',
    },
    'The kettle leaks.',
  )
  expect(mail).toMatchObject({
    messageId: 'one@example.com',
    inReplyTo: ['two@example.org'],
    references: ['zero@example.org', 'two@example.org'],
    from: { name: 'Ann Grey', address: 'ann@example.com' },
    replyTo: [{ name: '', address: 'ann.home@example.com' }],
    to: [
      { name: 'Care, the team', address: 'care+am-1@example.org' },
      { name: 'Bob', address: 'bob@example.com' },
    ],
    cc: [{ address: 'carl@example.com' }, { address: 'dora@example.com' }],
    deliveredTo: ['care@example.org'],
    returnPath: 'ann@example.com',
    subject: 'Broken kettle',
    date: new Date('2026-03-02T07:15:00Z'),
    text: 'The kettle leaks.',
    html: null,
    automatic: null,
    bounce: null,
    unreadable: null,
    faults: [],
  })
})

test('names and subjects in encoded words are read, and an address hidden in one is no address', async () => {
  const mail = await read({
    From: '=?utf-8?B?0JDQvdC90LA=?= <anna@example.com>',
    Subject: '=?koi8-r?B?/tzKzsnL?= =?koi8-r?Q?_=D4=C5=DE=A3=D4?=',
    To: '=?utf-8?Q?care=40evil.example=2C?= <care@example.org>',
  })
  expect(mail.from).toEqual({ name: 'Анна', address: 'anna@example.com' })
  expect(mail.subject).toBe('Чэйник течёт')
  expect(mail.to.map(({ address }) => address)).toEqual(['care@example.org'])
})

test('of two forms of the same words the plain one is read and the HTML shown', async () => {
  const mail = await read(
    { 'Content-Type': 'multipart/alternative; boundary="b"' },
    partsOf('b', [
      'Content-Type: text/plain; charset=utf-8\r\n\r\nЧайник течёт.',
      'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Чайник <b>течёт</b>.</p>',
    ]),
  )
  expect(mail.text).toBe('Чайник течёт.')
  expect(mail.html).toBe('<p>Чайник <b>течёт</b>.</p>')
  expect(mail.files).toEqual([])
})

test('where there is only HTML its words are read, without styles and scripts', async () => {
  const mail = await read(
    { 'Content-Type': 'text/html' },
    '<style>p{color:red}</style><p>The kettle</p><script>steal()</script><p>leaks&nbsp;badly</p>',
  )
  expect(mail.text).toBe('The kettle\n\nleaks badly')
})

test('rows of a table are lines, their cells words beside each other', async () => {
  const table =
    '<table><tr><th>Order</th><td>4711</td></tr><tr><td>Bought</td><td>2 March</td></tr></table><p>Refund</p>'
  expect((await read({ 'Content-Type': 'text/html' }, table)).text).toBe('Order 4711\nBought 2 March\n\nRefund')
})

test('a plain form that only says to look at the HTML gives way to it', async () => {
  const words = 'The kettle that I bought in March leaks at the handle. '.repeat(12)
  const mail = await read(
    { 'Content-Type': 'multipart/alternative; boundary=b' },
    partsOf('b', [
      'Content-Type: text/plain\r\n\r\nYour program shows no HTML.',
      `Content-Type: text/html\r\n\r\n<p>${words}</p>`,
    ]),
  )
  expect(mail.text).toBe(words.trim())
})

test('files come with their names, in any of the ways to write them, without folders', async () => {
  const mail = await read(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    partsOf('b', [
      '\r\nSee the files.',
      "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*0*=utf-8''%D1%87%D0%B5; filename*1*=%D0%BA.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD",
      'Content-Type: image/png; name="=?utf-8?B?0YTQvtGC0L4ucG5n?="\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJDRA==',
      'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="../../etc/pass;wd (1).txt"\r\n\r\nroot',
      'Content-Type: application/x-thing\r\n\r\nunnamed',
    ]),
  )
  expect(mail.text).toBe('See the files.')
  expect(mail.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['чек.pdf', 'ABC'],
    ['фото.png', 'ABCD'],
    ['pass;wd (1).txt', 'root'],
    ['file.bin', 'unnamed'],
  ])
})

test('a picture that the HTML shows by its Content-ID stands within the text', async () => {
  const mail = await read(
    { 'Content-Type': 'multipart/related; boundary=b' },
    partsOf('b', [
      'Content-Type: text/html\r\n\r\n<p>Look: <img src="cid:leak@x"></p>',
      'Content-Type: image/png\r\nContent-ID: <leak@x>\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD',
      'Content-Type: image/png; name=other.png\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD',
    ]),
  )
  expect(mail.html).toContain('src="cid:leak@x"')
  expect(mail.files.map(({ name, contentId, isInline }) => [name, contentId, isInline])).toEqual([
    ['picture.png', 'leak@x', true],
    ['other.png', null, false],
  ])
})

test('a screenshot that was written into the HTML itself is a file like any other', async () => {
  const mail = await read(
    { 'Content-Type': 'text/html' },
    '<p>Look: <img alt="leak" src="data:image/png;base64,QUJD"></p>',
  )
  expect(mail.html).toBe('<p>Look: <img alt="leak" src="cid:picture-1@within" /></p>')
  expect(mail.files).toEqual([
    {
      name: 'picture.png',
      mediaType: 'image/png',
      bytes: Buffer.from('ABC'),
      contentId: 'picture-1@within',
      isInline: true,
    },
  ])
})

test('a message that only encloses another says what that one says, and keeps it as a file', async () => {
  const inner = 'From: bob@example.com\r\nSubject: Re: 1/2 kettle\r\n\r\nIt leaked at once.'
  const mail = await read(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    partsOf('b', ['Content-Type: text/plain\r\n\r\n', `Content-Type: message/rfc822\r\n\r\n${inner}`]),
  )
  expect(mail.text).toBe('It leaked at once.')
  expect(mail.files.map(({ name }) => name)).toEqual(['Re: 1-2 kettle.eml'])
})

test('packed words are unpacked: quoted-printable, base64 in separate groups, uuencoded files, flowed lines', async () => {
  const quoted = await read(
    { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'quoted-printable' },
    'Caf=C3=A9 is=  \r\n n=\r\not open = 24/7',
  )
  expect(quoted.text).toBe('Café is not open = 24/7')
  const grouped = await read({ 'Content-Transfer-Encoding': 'base64' }, 'VGhlIA==\r\na2V0dGxl\r\nIQ==')
  expect(grouped.text).toBe('The kettle!')
  const old = await read({}, 'See below.\r\n\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n\r\nBye')
  expect(old.text).toBe('See below.\n\n\nBye')
  expect(old.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['a.txt', 'Cat']])
  const flowed = await read(
    { 'Content-Type': 'text/plain; format=flowed' },
    'One \r\nline.\r\n> quoted \r\n> words\r\n-- \r\nAnn',
  )
  expect(flowed.text).toBe('One line.\n> quoted words\n-- \nAnn')
})

test('what was declared wrong is read by what stands there, and the fault noted', async () => {
  const wrongBoundary = await read(
    { 'Content-Type': 'multipart/mixed; boundary=other' },
    partsOf('b', ['Content-Type: text/plain\r\n\r\nHello']),
  )
  expect(wrongBoundary).toMatchObject({ text: 'Hello', faults: ['boundary_missing'] })
  const noBoundary = await read({ 'Content-Type': 'multipart/mixed' }, 'Just words')
  expect(noBoundary).toMatchObject({ text: 'Just words', faults: ['boundary_missing'] })
  const open = await read({ 'Content-Type': 'multipart/mixed; boundary=b' }, '--b\r\n\r\nNever closed')
  expect(open).toMatchObject({ text: 'Never closed', faults: [] })
  const noEmptyLine = await readMail(
    Buffer.from('From: a@example.com\nSubject: x\nThe words begin at once.\nAnd go on.'),
  )
  expect(noEmptyLine).toMatchObject({
    subject: 'x',
    text: 'The words begin at once.\nAnd go on.',
    faults: ['headers_broken'],
  })
})

test('a person looks at the original when nothing can be read, and is told why', async () => {
  const reasonOf = async (bytes: Buffer) => (await readMail(bytes)).unreadable?.reason
  expect(await reasonOf(Buffer.alloc(0))).toBe('empty')
  expect(await reasonOf(messageOf({ Subject: '' }))).toBe('empty')
  expect(await reasonOf(Buffer.from('GET / HTTP/1.1'))).toBe('not_mail')
  expect(await reasonOf(messageOf({ From: 'nobody at all' }, 'Hello'))).toBe('no_sender')
  const locked = { 'Content-Type': 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b' }
  expect(await reasonOf(messageOf(locked, partsOf('b', ['Content-Type: application/octet-stream\r\n\r\nxyz'])))).toBe(
    'encrypted',
  )
  expect(await reasonOf(messageOf({}, '-----BEGIN PGP MESSAGE-----\r\n\r\nabc'))).toBe('encrypted')
})

test('levels and parts beyond the limits are left out, and the fault noted', async () => {
  const levels = Array.from(
    { length: limits.nesting + 5 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}.\n\n--b${at}.\n`,
  )
  const nested = await readMail(Buffer.from(`From: a@example.com\n${levels.join('')}\nhello`))
  expect(nested.faults).toContain('nesting_cut')
  const wide = await read(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    '--b\r\n\r\nx\r\n'.repeat(limits.parts + 5),
  )
  expect(wide.faults).toEqual(['parts_cut'])
  expect(wide.text.match(/x/g)?.length).toBeLessThanOrEqual(limits.parts)
  const long = await read({}, 'kettle'.repeat(limits.text))
  expect(long.faults).toEqual(['text_cut'])
  expect(long.text.length).toBe(limits.text)
})

test('no bytes make it fail', async () => {
  const pieces = fc.constantFrom(
    'From: a@example.com\n',
    'Subject: =?utf-8?b?',
    'Content-Type: multipart/mixed; boundary="b',
    '"\n',
    '\n\n',
    '--b\n',
    '--b--',
    'Content-Type: message/rfc822\n\n',
    'Content-Type: text/html; charset=x\n\n',
    '<div',
    '<blockquote>',
    '>',
    '> On 1.1.2026 a@b.c wrote:\n',
    'Content-Transfer-Encoding: base64\n',
    '=',
    '\0',
    '\u0435',
    '; name*0*=',
    "utf-8''%",
    'begin 644 a\n',
    '-- \n',
    '(',
    '<',
    ',',
    ':',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), async (made) => {
      const mail = await readMail(Buffer.from(made.join('')))
      expect(mail.unreadable?.reason).not.toBe('failed')
      expect(mail.text.isWellFormed() && !mail.text.includes('\0')).toBe(true)
    }),
    { numRuns: 300 },
  )
})
