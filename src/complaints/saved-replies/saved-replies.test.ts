import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'

const { people, call, addPerson } = await startProduct()
const { agent, manager } = people
const given = { name: 'We are late', language: 'en', text: 'Dear {name}, it takes longer.' } as const
const namesFor = async (who: typeof agent) => (await call(who, 'listSavedReplies')).body.map(({ name }) => name)

test('there are suggestions in both languages to begin with', async () => {
  const languages = (await call(agent, 'listSavedReplies')).body.map(({ language }) => language)
  expect(new Set(languages)).toEqual(new Set(['en', 'ru']))
})

test('mine is mine until I share it; then others see it, and managers may change it', async () => {
  const other = await addPerson('agent')
  const { body } = await call(agent, 'addSavedReply', { body: given })
  expect(body).toMatchObject({ ...given, isShared: false, owner: { id: agent.id }, mayChange: true })
  expect(await namesFor(other)).not.toContain(given.name)
  const params = { id: body.id }
  expect((await call(manager, 'changeSavedReply', { params, body: { name: 'x' } })).status).toBe(404)
  await call(agent, 'changeSavedReply', { params, ifMatch: body.version, body: { isShared: true } })
  expect(await namesFor(other)).toContain(given.name)
  const refused = await call(other, 'changeSavedReply', { params, body: { name: 'x' } })
  expect([refused.status, refused.body]).toMatchObject([403, { type: 'urn:amends:problem:saved_reply_not_yours' }])
  const changed = await call(manager, 'changeSavedReply', { params, body: { name: 'Still late' } })
  expect(changed.body).toMatchObject({ name: 'Still late', text: given.text, version: 3 })
})

test('a change based on an older version is refused', async () => {
  const { body } = await call(agent, 'addSavedReply', { body: given })
  const params = { id: body.id }
  await call(agent, 'changeSavedReply', { params, ifMatch: body.version, body: { name: 'First' } })
  const late = await call(agent, 'changeSavedReply', { params, ifMatch: body.version, body: { name: 'Second' } })
  expect(late.status).toBe(412)
})

test('what was deleted is gone from the list and can be brought back', async () => {
  const { body } = await call(agent, 'addSavedReply', { body: { ...given, name: 'Short-lived' } })
  const params = { id: body.id }
  expect((await call(agent, 'deleteSavedReply', { params })).status).toBe(204)
  expect(await namesFor(agent)).not.toContain('Short-lived')
  expect((await call(agent, 'deleteSavedReply', { params })).status).toBe(404)
  expect((await call(agent, 'restoreSavedReply', { params })).body.name).toBe('Short-lived')
  expect(await namesFor(agent)).toContain('Short-lived')
})
