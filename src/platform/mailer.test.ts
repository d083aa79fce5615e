import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { startSmtp } from '../../test/setup/smtp.ts'
import { readConfig } from './config.ts'
import { dkimRecord } from './dkim.ts'
import { bytesOf, type Mail, smtpMailer } from './mailer.ts'

const smtp = await startSmtp()
const from = 'Care <care@example.com>'
const mail: Mail = { to: 'bo@example.org', subject: 'Ваша жалоба', text: 'Здравствуйте', messageId: '<1@example.com>' }
const mailer = smtpMailer({ smtpUrl: smtp.url, from })
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

test('a letter arrives as it was written, from who sends it', async () => {
  expect(await mailer.send({ ...mail, html: '<p>Здравствуйте</p>', replyTo: 'care+x@example.com' })).toEqual({
    outcome: 'sent',
  })
  const [arrived] = smtp.received
  const read = await PostalMime.parse(arrived?.raw ?? '')
  expect(read).toMatchObject({
    subject: 'Ваша жалоба',
    from: { address: 'care@example.com', name: 'Care' },
    replyTo: [{ address: 'care+x@example.com' }],
    messageId: '<1@example.com>',
    html: '<p>Здравствуйте</p>',
  })
  expect(read.text?.trim()).toBe('Здравствуйте')
  expect(arrived).toMatchObject({ from: 'care@example.com', to: ['bo@example.org'] })
})

test('a letter is returned to the address given for it', async () => {
  await mailer.send({ ...mail, returnTo: 'care+tag@example.com' })
  expect(smtp.received[0]?.from).toBe('care+tag@example.com')
})

test('a recipient refused for good is told apart from one refused for now, and both from a server that is away', async () => {
  smtp.refusal = { code: 550, words: 'No such person here' }
  expect(await mailer.send(mail)).toEqual({ outcome: 'rejected', reason: '550 No such person here' })
  smtp.refusal = { code: 450, words: 'Mailbox busy' }
  expect(await mailer.send(mail)).toEqual({ outcome: 'refused', reason: '450 Mailbox busy' })
  const nowhere = smtpMailer({ smtpUrl: 'smtp://127.0.0.1:1', from })
  expect(await nowhere.send(mail)).toMatchObject({ outcome: 'unreached' })
})

test('where the connection breaks after the text, nobody can know', async () => {
  smtp.hangsUp = true
  expect(await mailer.send(mail)).toMatchObject({ outcome: 'unsure' })
})

const dkim = { domainName: 'example.com', keySelector: 'amends', privateKey }

test('the signature of a letter is verified by the published key, and not after a word was changed', async () => {
  await smtpMailer({ smtpUrl: smtp.url, from, dkim }).send(mail)
  const raw = smtp.received[0]?.raw ?? ''
  const { name, text } = dkimRecord(dkim)
  expect(name).toBe('amends._domainkey.example.com')
  expect(isSigned(raw, text)).toBe(true)
  expect(isSigned(raw.replace(/^From: .*/m, 'From: Care <care@example.net>'), text)).toBe(false)
  expect(isSigned(raw.replace(/\r\n\r\n/, '\r\n\r\nx'), text)).toBe(false)
})

/** Verifies a signature as RFC 6376 says, relaxed in headers and body, apart from the library that made it. */
function isSigned(raw: string, record: string): boolean {
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const body = raw.slice(end + 4)
  const signature = headers.find((each) => /^dkim-signature:/i.test(each)) ?? ''
  const tag = (name: string) => new RegExp(`[:;]\\s*${name}=([^;]*)`).exec(signature)?.[1]?.replaceAll(/\s/g, '') ?? ''
  expect([tag('a'), tag('c'), tag('d'), tag('s')]).toEqual(['rsa-sha256', 'relaxed/relaxed', 'example.com', 'amends'])
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd())
  const plain = `${lines.join('\r\n').replace(/(\r\n)+$/, '')}\r\n`
  if (createHash('sha256').update(plain, 'latin1').digest('base64') !== tag('bh')) return false
  const relaxed = (header: string) => {
    const at = header.indexOf(':')
    return `${header.slice(0, at).toLowerCase().trim()}:${header
      .slice(at + 1)
      .replaceAll(/\s+/g, ' ')
      .trim()}`
  }
  const signed = tag('h')
    .toLowerCase()
    .split(':')
    .map((name) => headers.find((each) => each.toLowerCase().startsWith(`${name}:`)))
    .filter((each) => each !== undefined)
    .map(relaxed)
  const own = relaxed(signature).replace(/([;:]\s*b=)[^;]*/, '$1')
  const key = `-----BEGIN PUBLIC KEY-----\n${/p=(.*)/.exec(record)?.[1]}\n-----END PUBLIC KEY-----`
  return createVerify('sha256')
    .update([...signed, own].join('\r\n'), 'latin1')
    .verify(key, tag('b'), 'base64')
}

test('the key of the signature is taken on one line too, and what is missing or wrong is named with its remedy', () => {
  const whole = { DKIM_DOMAIN: 'example.com', DKIM_SELECTOR: 'amends', DKIM_KEY: privateKey.replaceAll('\n', '\\n') }
  expect(readConfig(whole).dkim).toEqual(dkim)
  expect(readConfig({}).dkim).toBeNull()
  expect(() => readConfig({ ...whole, DKIM_DOMAIN: '' })).toThrow(/DKIM_DOMAIN: is needed to sign letters/)
  expect(() => readConfig({ ...whole, DKIM_KEY: '' })).toThrow(/DKIM_KEY_FILE: or DKIM_KEY is needed/)
  expect(() => readConfig({ ...whole, DKIM_KEY: '', DKIM_KEY_FILE: '/nowhere/dkim.pem' })).toThrow(
    /DKIM_KEY_FILE \(it is "\/nowhere\/dkim.pem"\): there is no such file; make one: openssl/,
  )
  const wrong = () => readConfig({ ...whole, DKIM_KEY: 'secret words' })
  expect(wrong).toThrow(/DKIM_KEY: it holds no private RSA key/)
  expect(wrong).not.toThrow(/secret words/)
})

test('a sender that is no address is refused at start', () => {
  expect(() => readConfig({ MAIL_FROM: 'Care of customers' })).toThrow(/MAIL_FROM .*must be an address/)
  expect(readConfig({ MAIL_FROM: 'Care <care@example.com>' }).mailFrom).toBe('Care <care@example.com>')
})

test('a letter can be had as the bytes that would go over the wire', async () => {
  expect(await PostalMime.parse(await bytesOf(mail, from))).toMatchObject({
    subject: 'Ваша жалоба',
    from: { address: 'care@example.com' },
  })
})
