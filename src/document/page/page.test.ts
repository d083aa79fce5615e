import { createHash } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { contracts } from '../../contracts.ts'

const { app, send } = await startProduct({ isSetUp: false })
const page = (query = '', headers: Record<string, string> = {}) =>
  send({ method: 'GET', url: `/api/docs${query}`, headers: { host: 'care.example:7300', ...headers } })
const idsIn = (html: string) => [...html.matchAll(/class="inside" id="(\w+)"/g)].map((match) => match[1])
/** What stands in the page's only element of this name. */
const inside = (html: string, tag: string) => new RegExp(`<${tag}>([\\s\\S]*)</${tag}>`).exec(html)?.[1] ?? ''

test('the page tells of every operation before anybody signs in or anything is set up', async () => {
  const { status, text, headers } = await page()
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(new Set(idsIn(text))).toEqual(new Set(Object.keys(contracts)))
})

test('it fetches nothing, and its policy lets nothing run but what it brought', async () => {
  const { text, headers } = await page()
  expect([...text.matchAll(/(?:src|href)="(https?:|\/\/)/g)]).toEqual([])
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe/)
  for (const tag of ['script', 'style'])
    expect(policy).toContain(`'sha256-${createHash('sha256').update(inside(text, tag)).digest('base64')}'`)
})

test('every link inside the page leads somewhere', async () => {
  const { text } = await page()
  const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
  const links = [...text.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
  expect(links.length).toBeGreaterThan(200)
  expect(links.filter((link) => !ids.has(link))).toEqual([])
})

test('words narrow it, without JavaScript', async () => {
  const { text } = await page('?q=Handover+accept')
  expect(idsIn(text)).toContain('answerHandover')
  expect(idsIn(text)).not.toContain('listPeople')
  expect(idsIn((await page('?q=zzyzx')).text)).toEqual([])
})

test('what is searched for cannot become part of the page', async () => {
  const { text } = await page(`?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(text).not.toContain('<script>alert')
})

test('its furniture speaks the reader’s language, and the address is the one it was asked at', async () => {
  const english = await page()
  const russian = await page('', { 'accept-language': 'ru' })
  expect(english.text).toContain('<html lang="en">')
  expect(russian.text).toContain('<html lang="ru">')
  expect(russian.text).toContain('Первый вызов')
  expect(english.text).toContain('export AMENDS=http://care.example:7300')
  expect((await page('?language=en', { 'accept-language': 'ru' })).text).toContain('<html lang="en">')
})

test('it travels packed where the reader can unpack it', async () => {
  const plain = await page()
  const { rawPayload, headers } = await app.http.inject({
    url: '/api/docs',
    headers: { host: 'care.example:7300', 'accept-encoding': 'gzip, deflate, br' },
  })
  expect(headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(rawPayload).toString()).toBe(plain.text)
  expect(rawPayload.length).toBeLessThan(plain.text.length / 5)
})
