import { expect, test } from 'vitest'
import { startMailProduct } from '../../../../test/setup/mail-product.ts'
import { mailPage } from './page.ts'

const { deliver, call, people } = await startMailProduct()

test('pictures from elsewhere stay away until they are asked for', () => {
  const html = '<p>data-remote-src="x"</p><img alt="a" data-remote-src="https://x.example/a.png" />'
  const own = mailPage(html, false)
  expect(own.page).toContain(html)
  expect(own.policy).toContain('img-src data:;')
  const all = mailPage(html, true)
  expect(all.page).toContain('<p>data-remote-src="x"</p><img alt="a" src="https://x.example/a.png" />')
  expect(all.policy).toContain('img-src data: https: http:;')
})

test('a message is shown as it came, safe, with its own pictures, to those who see its complaint', async () => {
  const body = [
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p onclick="steal()">It <b>leaks</b>: <img src="cid:leak@x"><img src="https://x.example/a.png"></p>',
    '--b',
    'Content-Type: image/png',
    'Content-ID: <leak@x>',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '--b--',
  ]
  const head = ['From: bo@example.org', 'Subject: Leak', 'Message-ID: <page@example.org>']
  const type = 'Content-Type: multipart/related; boundary=b'
  const { id, reference } = await deliver(Buffer.from([...head, type, '', ...body].join('\r\n')))
  const answer = await call(people.agent, 'showMail', { params: { id } })
  expect(answer.status).toBe(200)
  expect(answer.headers['content-security-policy']).toContain('sandbox')
  expect(answer.text).toContain('<p>It <b>leaks</b>: <img src="data:image/png;base64,iVBORw0KGgo=" />')
  expect(answer.text).not.toContain(' src="https://x.example')
  const { body: mails } = await call(people.agent, 'listComplaintMails', { params: { reference: reference ?? '' } })
  expect(mails.map(({ id: each, became }) => [each, became])).toEqual([[id, 'complaint']])
})

test('a message without a formatted form says so', async () => {
  const { id } = await deliver({ from: 'plain@example.org' })
  const answer = await call(people.agent, 'showMail', { params: { id } })
  expect(answer.status).toBe(404)
  expect(answer.text).toContain('no formatted form')
})
