import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import type { Language } from '../../platform/texts/index.ts'
import { visitorOf } from '../visiting-for-tests.ts'
import { handlingParts, type HandlingPart } from './parts.ts'

const product = await startProduct()
const { call, db, people, send } = product
const page = async (language: Language) =>
  (await send({ method: 'GET', url: `/how-we-handle-complaints?language=${language}` })).text

type Own = Record<HandlingPart, Record<Language, string | null>>
const nothing = (): Own => Object.fromEntries(handlingParts.map((part) => [part, { en: null, ru: null }])) as Own
const save = (parts: Own, ifMatch?: string) =>
  call(people.administrator, 'saveHandlingPage', { body: { parts }, ifMatch })

test('the page tells process, time limits, remedies, outside help and contact, with the company’s own times', async () => {
  const text = await page('en')
  for (const said of [
    'What happens when you tell us',
    'within 3 days, and again within 3 days',
    'A manager, when you ask for someone who can decide: within 1 day.',
    'Only after 2 reminders without an answer do we close',
    'What you can get',
    'Help from outside',
    'How to reach us',
  ])
    expect(text).toContain(said)
  expect(await page('ru')).toContain('не позднее чем через 3 дня')
})

test('the page is small, needs no script and fetches nothing', async () => {
  for (const language of ['en', 'ru'] as const) {
    const text = await page(language)
    expect(Buffer.byteLength(text)).toBeLessThan(30_000)
    expect(text).not.toMatch(/<script|<link|<img|https?:\/\//)
  }
})

test('own words replace the usual ones in their language only, and null brings the usual back', async () => {
  const { version } = (await call(people.administrator, 'readHandlingPage')).body
  const own = { ...nothing(), outside_help: { en: 'Ask the ombudsman: https://ombudsman.example/ask.', ru: null } }
  const saved = await save(own, version)
  expect(saved.status).toBe(200)
  expect(saved.body.parts.outside_help.en.own).toBe(own.outside_help.en)
  expect(await page('en')).toContain(
    '<a href="https://ombudsman.example/ask" rel="noopener">https://ombudsman.example/ask</a>.',
  )
  expect(await page('ru')).not.toContain('ombudsman.example')
  expect(await column(db, 'select changed_by from handling_texts')).toEqual([people.administrator.id])
  await save(nothing())
  expect(await page('en')).toContain('You are free to turn to a consumer advice body')
})

test('of two who save at once the second is told, and loses nothing', async () => {
  const { version } = (await call(people.administrator, 'readHandlingPage')).body
  expect((await save({ ...nothing(), contact: { en: 'Call us', ru: null } }, version)).status).toBe(200)
  expect((await save(nothing(), version)).status).toBe(412)
  expect(await page('en')).toContain('Call us')
  await save(nothing())
})

test('what an administrator writes never becomes part of the page', async () => {
  const evil = '<script>alert(1)</script>\njavascript:alert(1) https://x.example/"onmouseover="alert(1)'
  await save({ ...nothing(), process: { en: evil, ru: null } })
  const text = await page('en')
  expect(text).not.toMatch(/<script|href="javascript|"onmouseover/)
  await save(nothing())
})

test('lines with dashes are a list, empty lines part paragraphs', async () => {
  await save({ ...nothing(), remedies: { en: 'First\nline\n\nSecond\n- one\n- two\n\nThird', ru: null } })
  expect(await page('en')).toContain(
    '<p class="plain">First\nline</p><p class="plain">Second</p><ul><li>one</li><li>two</li></ul><p class="plain">Third</p>',
  )
  await save(nothing())
})

test('managers read it, administrators change it', async () => {
  const body = { parts: nothing() }
  expect((await call(people.manager, 'readHandlingPage')).status).toBe(200)
  expect((await call(people.manager, 'saveHandlingPage', { body })).status).toBe(403)
  expect((await call(people.agent, 'readHandlingPage')).status).toBe(403)
})

test('the rules that bind the company name who helps outside and by when it decides, on this page and the customer’s own', async () => {
  expect((await call(people.administrator, 'adoptClockPreset', { params: { key: 'uk_disp' } })).status).toBe(201)
  expect(await page('ru')).toMatch(/Наше решение: не позднее чем через \d+ рабочих? д(ень|ня|ней) после/)
  const { tell, open } = visitorOf(product)
  const { link } = await tell({ text: 'The bank charged me twice.' })
  const own = (await open(link)).text
  expect(own).toMatch(/We decide by \w+, \w+ \d+, 2026 at \d\d:\d\d UTC at the latest/)
  for (const text of [own, await page('en')])
    expect(text).toContain('<li>Financial Ombudsman Service, within six months of our final response</li>')
})
