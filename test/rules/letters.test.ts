import { expect, test } from 'vitest'
import { complaint, event, insert, longAgo, person, plainDatabase, refusal } from './rows.ts'

const { app } = await plainDatabase()
const owner = await person(app)

const letter = (complaintId: string, row: object = {}) =>
  insert(app, 'letters', {
    complaint_id: complaintId,
    kind: 'update',
    occasion: 1,
    to_address: 'a@example.com',
    language: 'en',
    subject: 'News',
    body: 'Here it is.',
    queued_at: longAgo,
    next_attempt_at: longAgo,
    ...row,
  })

test('a letter is queued once for one occasion, and each occasion may have its own', async () => {
  const twice = (second: number) =>
    refusal(app, async () => {
      const id = await complaint(app, owner)
      await event(app, id, 2)
      await letter(id)
      await letter(id, { occasion: second })
    })
  expect(await twice(1)).toBe('letters_pkey')
  expect(await twice(2)).toBeNull()
})

test('the occasion of a letter is an event of its complaint', async () => {
  const one = await complaint(app, owner)
  const other = await complaint(app, owner)
  await event(app, other, 2)
  expect(await refusal(app, () => letter(one, { occasion: 2 }))).toBe('letters_complaint_id_occasion_fkey')
})

test('a letter cannot be removed or turned into another, so it is not queued again', async () => {
  await letter(await complaint(app, owner))
  const refused = (sql: string) => refusal(app, () => app.query(sql))
  expect(await refused('delete from letters')).toBe('permission denied')
  for (const column of ['complaint_id', 'kind', 'occasion', 'reminder', 'queued_at']) {
    expect(await refused(`update letters set ${column} = ${column}`), column).toBe('permission denied')
  }
})

test('a letter of no kind we know is not queued', async () => {
  const id = await complaint(app, owner)
  expect(await refusal(app, () => letter(id, { kind: 'advert' }))).toBe('letters_kind_check')
})
