import { expect, test } from 'vitest'
import { column, startProduct, unlimited } from '../../test/setup/product.ts'
import { formOf, png, type Sent } from '../complaints/attachments/attaching-for-tests.ts'
import { usualLimits } from '../platform/files/settings.ts'
import { newId } from '../platform/ids.ts'

const form = { requests: 30, seconds: 60 }
const product = await startProduct({
  fileLimits: { ...usualLimits, fileBytes: 1_048_576 },
  allowances: { ...unlimited, form },
})
const { call, db, people } = product
let place = 0

async function submit(fields: Record<string, string>, files: Sent[], from = `10.0.0.${(place += 1)}`) {
  const { headers, payload } = await formOf(files, { once: newId(), language: 'en', ...fields })
  return product.send({ method: 'POST', url: '/tell-us', remoteAddress: from, headers, payload })
}
const numberIn = (page: string) => /AM-\w{5}-\w{5}/.exec(page)?.[0] ?? ''
const filesOf = async (reference: string) =>
  (await call(people.agent, 'listAttachments', { params: { reference } })).body.map(({ name }) => name)
const newcomers = () => column(db, 'select id from incoming_files')
const complaints = (text: string) => column(db, `select id from complaints where text = '${text}'`)
const photo: Sent = { name: 'photo.png', content: png, type: 'image/png' }

test('the form takes files and says how many and how large', async () => {
  const page = await product.send({ method: 'GET', url: '/tell-us?language=en' })
  expect(page.text).toMatch(/enctype="multipart\/form-data"/i)
  expect(page.text).toMatch(/<input id="files" type="file" multiple=""/)
  expect(page.text).toContain('up to 5 files, 1 MB together')
})

test('files come in with the complaint, as what the customer attached', async () => {
  const page = await submit({ text: 'See the picture' }, [photo, { name: 'Чек.txt', content: 'сто' }])
  expect(page.status).toBe(201)
  expect(page.text).toContain('Your 2 files are with us too.')
  const reference = numberIn(page.text)
  expect(await filesOf(reference)).toEqual(['photo.png', 'Чек.txt'])
  const { body } = await call(people.agent, 'readTimeline', { params: { reference } })
  expect(body.filter(({ kind }) => kind === 'attached').map(({ actor }) => actor.kind)).toEqual([
    'customer',
    'customer',
  ])
  expect(await newcomers()).toEqual([])
})

test('without a file the form is what it was', async () => {
  const page = await submit({ text: 'No file' }, [{ name: '', content: '' }])
  expect(page.status).toBe(201)
  expect(await filesOf(numberIn(page.text))).toEqual([])
})

test('the same form sent twice is one complaint with its files once', async () => {
  const fields = { text: 'Sent twice', once: newId() }
  const pages = [await submit(fields, [photo]), await submit(fields, [photo])]
  expect(pages.map(({ status }) => status)).toEqual([201, 201])
  expect(new Set(pages.map(({ text }) => numberIn(text))).size).toBe(1)
  expect(await filesOf(numberIn(pages[0]?.text ?? ''))).toEqual(['photo.png'])
  expect(await newcomers()).toEqual([])
})

test.each<[string, Sent[], string]>([
  ['a program', [{ name: 'run.exe', content: 'MZ' }], 'files of this kind can do harm'],
  ['an empty file', [{ name: 'a.txt', content: '' }], 'is empty'],
  ['too large a file', [{ name: 'a.txt', content: 'x'.repeat(1_100_000) }], 'larger than 1 MB'],
  [
    'files too large together',
    [0, 1, 2].map((at) => ({ name: `${at}.txt`, content: `${at}`.repeat(400_000) })),
    'larger than 1 MB',
  ],
  ['too many files', [0, 1, 2, 3, 4, 5].map((at) => ({ name: `${at}.txt`, content: `${at}` })), 'at most 5 files'],
])('%s is pointed out, what was typed stays, and nothing is stored', async (what, files, words) => {
  const page = await submit({ text: `With ${what}`, name: 'Bo' }, files)
  expect(page.status).toBe(422)
  expect(page.text).toContain(words)
  expect(page.text).toContain(`>With ${what}</textarea>`)
  expect(page.text).toContain('value="Bo"')
  expect(await complaints(`With ${what}`)).toEqual([])
  expect(await newcomers()).toEqual([])
})

test('where something else is wrong, the files are asked for again, because a browser does not keep them', async () => {
  const page = await submit({ text: 'Kept', email: 'bo at example' }, [photo])
  expect(page.status).toBe(422)
  expect(page.text).toContain('does not look like an e-mail address')
  expect(page.text).toContain('choose your files again')
  expect(await newcomers()).toEqual([])
})

test('whoever must wait gets the form back as it was filled in, and no file is kept', async () => {
  for (let turn = 0; turn < 30; turn++) await submit({ text: `Turn ${turn}` }, [], '10.9.9.9')
  const page = await submit({ text: 'Must wait', name: 'Bo', language: 'ru' }, [photo], '10.9.9.9')
  expect(page.status).toBe(429)
  expect(page.text).toContain('>Must wait</textarea>')
  expect(page.text).toContain('<html lang="ru">')
  expect(await newcomers()).toEqual([])
})

test('a form that breaks off is answered with a page that has what was typed', async () => {
  const { headers, payload } = await formOf([{ name: 'a.txt', content: 'x'.repeat(1000) }], {
    once: newId(),
    text: 'Broken off',
  })
  const cut = payload.subarray(0, payload.length - 100)
  const page = await product.send({ method: 'POST', url: '/tell-us', remoteAddress: '10.2.0.1', headers, payload: cut })
  expect([page.status, page.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
  expect(page.text).toContain('>Broken off</textarea>')
  expect(await complaints('Broken off')).toEqual([])
  expect(await newcomers()).toEqual([])
})
