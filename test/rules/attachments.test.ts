import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { complaint, insert, longAgo, message, person, plainDatabase, refusal } from './rows.ts'

const { app } = await plainDatabase()
const owner = await person(app)
const later = new Date(longAgo.getTime() + 60_000)

const attachment = async (complaintId: string, row: object = {}) => {
  const id = newId()
  await insert(app, 'attachments', {
    complaint_id: complaintId,
    id,
    name: 'photo.png',
    media_type: 'image/png',
    name_fits: true,
    size: 10,
    sha256: Buffer.alloc(32),
    added_at: longAgo,
    ...row,
  })
  return id
}
const attached = async (row: object) => refusal(app, async () => attachment(await complaint(app, owner), row))

test('a file belongs to a message of its own complaint', async () => {
  const [one, other] = [await complaint(app, owner), await complaint(app, owner)]
  const words = await message(app, one, 'in')
  const of = { message_id: words, message_direction: 'in' }
  expect(await refusal(app, () => attachment(one, of))).toBeNull()
  expect(await refusal(app, () => attachment(other, of))).toMatch(/message/)
  expect(await attached({ message_id: words })).toBe('message_is_whole')
})

test('a file has a name, a size and a fingerprint', async () => {
  expect(await attached({ name: '' })).toMatch(/name/)
  expect(await attached({ size: 0 })).toMatch(/size/)
  expect(await attached({ sha256: Buffer.alloc(3) })).toMatch(/sha256/)
})

test('a file is erased only after it was removed', async () => {
  expect(await attached({ erased_at: later })).toBe('erased_after_removal')
  expect(await attached({ removed_at: later, erased_at: longAgo })).toBe('erased_after_removal')
  expect(await attached({ removed_at: longAgo, erased_at: later })).toBeNull()
})

test('what a file is and where it belongs cannot be changed, and its row cannot be removed', async () => {
  const id = await attachment(await complaint(app, owner))
  for (const change of ['sha256 = sha256', 'complaint_id = complaint_id', 'message_id = null', 'size = 1']) {
    await expect(app.query(`update attachments set ${change} where id = '${id}'`), change).rejects.toThrow(
      'permission denied',
    )
  }
  await expect(app.query(`delete from attachments where id = '${id}'`)).rejects.toThrow('permission denied')
})
