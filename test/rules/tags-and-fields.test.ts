import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { complaint, insert, longAgo, person, plainDatabase, refusal } from './rows.ts'

const { app } = await plainDatabase()
const owner = await person(app)

const tag = async (row: object = {}) => {
  const id = newId()
  await insert(app, 'tags', { id, name: id, created_at: longAgo, ...row })
  return id
}
const field = async (row: object = {}) => {
  const id = newId()
  await insert(app, 'field_definitions', {
    id,
    key: id,
    kind: 'text',
    label: { en: 'A', ru: 'А' },
    position: 1,
    created_at: longAgo,
    ...row,
  })
  return id
}
const refused = (work: () => Promise<unknown>) => refusal(app, work)

test('two tags in use have two names, whatever the case; one that was merged frees its name', async () => {
  await tag({ name: 'Late' })
  expect(await refused(() => tag({ name: 'late' }))).toBe('tags_name')
  expect(await refused(async () => tag({ name: 'LATE', retired_at: longAgo, merged_into_id: await tag() }))).toBeNull()
})

test('a merged tag is retired, and never merged into itself', async () => {
  const id = newId()
  expect(await refused(async () => tag({ merged_into_id: await tag() }))).toBe('merged_is_retired')
  expect(await refused(() => tag({ id, retired_at: longAgo, merged_into_id: id }))).toBe('merged_is_retired')
})

test('a tag’s name holds no sign that separates tags, and no space around it', async () => {
  for (const name of ['a,b', 'a;b', 'a|b', ' a', '', 'x'.repeat(61)]) {
    expect(await refused(() => tag({ name })), name).toBe('tags_name_check')
  }
})

test('tags and fields are never deleted: events and complaints name them', async () => {
  for (const table of ['tags', 'field_definitions', 'complaint_splits']) {
    expect(await refused(() => app.query(`delete from ${table}`)), table).toBe('permission denied')
  }
})

test('a field keeps its key and its kind', async () => {
  const id = await field()
  for (const change of [`key = 'other'`, `kind = 'number'`]) {
    expect(await refused(() => app.query(`update field_definitions set ${change} where id = $1`, [id]))).toBe(
      'permission denied',
    )
  }
  expect(await refused(() => field({ key: 'a=b' }))).toBe('field_definitions_key_check')
  expect(await refused(() => field({ kind: 'colour' }))).toBe('field_definitions_kind_check')
  expect(await refused(() => field({ required_at: 'always' }))).toBe('field_definitions_required_at_check')
})

test('a complaint carries a tag once, and only tags and fields that are there', async () => {
  const id = await complaint(app, owner)
  const carry = (tag_id: string) => insert(app, 'complaint_tags', { complaint_id: id, tag_id, received_at: longAgo })
  const known = await tag()
  await carry(known)
  expect(await refused(() => carry(known))).toBe('complaint_tags_pkey')
  expect(await refused(() => carry(newId()))).toBe('complaint_tags_tag_id_fkey')
  const value = { complaint_id: id, field_id: newId(), value: 'a', received_at: longAgo }
  expect(await refused(() => insert(app, 'complaint_field_values', value))).toBe('complaint_field_values_field_id_fkey')
})

test('a complaint is split from another one, once, and where from is not changed', async () => {
  const [id, from] = [await complaint(app, owner), await complaint(app, owner)]
  const split = (from_id: string) => insert(app, 'complaint_splits', { complaint_id: id, from_id, split_at: longAgo })
  expect(await refused(() => split(id))).toBe('complaint_splits_check')
  await split(from)
  expect(await refused(() => split(from))).toBe('complaint_splits_pkey')
  expect(await refused(() => app.query('update complaint_splits set from_id = $1', [newId()]))).toBe(
    'permission denied',
  )
})
