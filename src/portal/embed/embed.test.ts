import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { visitorOf } from '../visiting-for-tests.ts'

const { open, press } = visitorOf(await startProduct())

test('other websites may load the script and frame the form, and nothing else of ours', async () => {
  const script = await open('/embed.js')
  expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8'])
  expect(script.headers['cross-origin-resource-policy']).toBe('cross-origin')
  const framed = await open('/embedded/tell-us')
  expect(framed.headers['x-frame-options']).toBeUndefined()
  expect(framed.headers['content-security-policy']).toContain('frame-ancestors *')
  for (const path of ['/tell-us', '/my-complaint', '/sign-in']) {
    const { headers } = await open(path)
    expect([headers['x-frame-options'], headers['content-security-policy']]).toEqual([
      'SAMEORIGIN',
      expect.stringContaining("frame-ancestors 'self'"),
    ])
  }
})

test('the framed form takes a complaint, sets no cookie, and leads to the customer’s page in a window of its own', async () => {
  const form = await open('/embedded/tell-us?language=ru')
  expect(form.text).toContain('action="/embedded/tell-us"')
  const sent = await press('/embedded/tell-us', { text: 'From another site' })
  expect(sent.status).toBe(201)
  expect(sent.text).toMatch(/href="\/my-complaint\/[\w-]{43}\?language=en" target="_blank" rel="noopener"/)
  for (const { headers } of [form, sent]) expect(headers['set-cookie']).toBeUndefined()
})

test('the framed form is light, or as the reader’s device is where the page around it says so, also after sending', async () => {
  const looks = ({ text }: { text: string }) => /<html[^>]*class="([^"]*)"/.exec(text)?.[1]
  expect(looks(await open('/embedded/tell-us'))).toBe('framed light')
  expect(looks(await open('/embedded/tell-us?theme=auto'))).toBe('framed')
  expect(looks(await press('/embedded/tell-us', { text: ' ', theme: 'auto' }))).toBe('framed')
  expect(looks(await press('/embedded/tell-us', { text: 'Sent' }))).toBe('framed light')
})

test('what is wrong with the framed form is said inside the frame', async () => {
  const { status, text, headers } = await press('/embedded/tell-us', { text: ' ', name: 'Bo' })
  expect([status, text.includes('Please write what happened.'), text.includes('value="Bo"')]).toEqual([422, true, true])
  expect(headers['content-security-policy']).toContain('frame-ancestors *')
})
