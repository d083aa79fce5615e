import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { lockPothole, noteProgress } from '../../potholes/record/store.ts'

const { db, people, call, send, clock } = await startProduct()
const { manager, administrator } = people
const visit = (language = 'en') => send({ method: 'GET', url: `/you-said?language=${language}` })
const words = (title: string) => ({
  title,
  fails: `${title}: the fee is asked for on arrival.`,
  hits: '',
  workaround: '',
  repair: 'The price on the page has the fee in it.',
  said: '',
})

test('the page leads to known problems until the company wants it, and then shows what is proven and published, nothing internal', async () => {
  expect((await visit()).headers).toMatchObject({ location: '/known-issues?language=en' })
  expect((await call(manager, 'showRepairedPage', { body: { isShown: true } })).status).toBe(403)
  expect((await call(administrator, 'showRepairedPage', { body: { isShown: true } })).body.isShown).toBe(true)
  expect((await visit()).text).toContain('Nothing has been repaired and proven yet')

  const statement = 'The desk system adds it; nobody in sales wanted to say so.'
  const given = { name: 'Inner name', statement, ownerId: manager.id, dueOn: '2026-09-01' }
  const { id } = (await call(manager, 'openPothole', { body: given })).body
  const content = {
    state: 'looking',
    release: null,
    dueOn: null,
    productIds: [],
    texts: { en: words('A fee'), ru: words('') },
  } as const
  const none = { title: '', fails: '', hits: '', workaround: '', repair: '', said: '' }
  const write = (state: 'looking' | 'proven') =>
    call(manager, 'writeKnownIssue', {
      params: { id },
      body: { content: { ...content, state, texts: { en: content.texts.en, ru: none } } },
    } as never)
  expect((await write('looking')).status).toBe(200)
  expect((await call(manager, 'publishKnownIssue', { params: { id }, body: {} } as never)).status).toBe(200)
  expect((await visit()).text).not.toContain('A fee')

  const now = clock.now()
  const actor = { kind: 'system', id: null } as const
  await inTransaction(db, async (tx) =>
    noteProgress(tx, await lockPothole(tx, id), { what: 'proven', at: now, now, actor }),
  )
  await write('proven')
  expect((await call(manager, 'publishKnownIssue', { params: { id }, body: {} } as never)).status).toBe(200)
  const page = await visit()
  expect(page.status).toBe(200)
  expect(page.text).toContain('The price on the page has the fee in it.')
  expect(page.text).not.toMatch(/Inner name|nobody in sales/)
  expect((await visit('ru')).text).toContain('Вы сказали')
  expect((await call(administrator, 'readRepairedPage')).body).toMatchObject({ isShown: true, repairs: 1 })
})
