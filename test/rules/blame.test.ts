import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { complaint, insert, longAgo, person, plainDatabase, refusal } from './rows.ts'

const { app, owned } = await plainDatabase()
const coder = await person(app, { role: 'analyst' })
const other = await person(app)
const cause = newId()
await insert(app, 'causes', { id: cause, code: 'late', class: 'delivery', locus: 'system', name: {}, since_version: 1 })

const coding = async (row: object, complaintId?: string) =>
  insert(app, 'codings', {
    complaint_id: complaintId ?? (await complaint(app, coder)),
    id: newId(),
    coder_id: coder,
    pass: 1,
    standing: 'primary',
    as_designed: 'no',
    class: 'delivery',
    taxonomy_version: 1,
    coded_at: longAgo,
    ...row,
  })
const refused = (row: object) => refusal(app, () => coding(row))

test('in codings and causes no column leads to a person but the one that names the coder', async () => {
  const { rows } = await owned.query<{ table: string; column: string }>(`
    select c.conrelid::regclass::text as table, a.attname as column from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype = 'f' and c.confrelid = 'people'::regclass and c.conrelid in ('codings'::regclass, 'causes'::regclass)`)
  expect(rows).toEqual([{ table: 'codings', column: 'coder_id' }])
})

test('codings have no other ids than those of complaint, coding, coder and cause', async () => {
  const { rows } = await owned.query<{ column_name: string }>(`
    select column_name from information_schema.columns where table_name = 'codings' and data_type = 'uuid' order by 1`)
  expect(rows.map((row) => row.column_name)).toEqual(['cause_id', 'coder_id', 'complaint_id', 'id'])
})

test('no column of codings takes free text, so no name can stand there', async () => {
  const { rows } = await owned.query<{ column_name: string; data_type: string }>(`
    select column_name, data_type from information_schema.columns where table_name = 'codings'`)
  const plain = ['uuid', 'integer', 'timestamp with time zone', 'text']
  expect(rows.filter((row) => !plain.includes(row.data_type))).toEqual([])
  const texts = rows.filter((row) => row.data_type === 'text').map((row) => row.column_name)
  expect(texts.length).toBeGreaterThan(0)
  for (const column of texts) {
    expect(await refused({ [column]: 'Ivan Petrov' }), column).toMatch(/_check$|class_follows|locus_belongs/)
  }
})

test('neither does the copy of the coding on the complaint', async () => {
  const copy = (row: object) => refusal(app, () => complaint(app, coder, row))
  expect(await copy({ cause_class: 'Ivan Petrov' })).toBe('complaints_cause_class_check')
  expect(await copy({ cause_class: 'delivery', cause_locus: 'Ivan Petrov' })).toBe('cause_locus_is_a_locus')
  expect(await copy({ cause_id: cause })).toBe('cause_has_class_and_locus')
  const otherClass = { cause_id: cause, cause_class: 'surprise', cause_locus: 'process' }
  expect(await copy(otherClass)).toBe('complaints_cause_id_cause_class_cause_locus_fkey')
})

test('the class is what the two questions lead to', async () => {
  expect(await refused({ as_designed: 'yes', expected: 'no', class: 'surprise' })).toBeNull()
  expect(await refused({ as_designed: 'yes', expected: 'no', class: 'delivery' })).toMatch(/^class_follows/)
  expect(await refused({ as_designed: 'yes', expected: null, class: 'mismatch' })).toMatch(/^class_follows/)
  expect(await refused({ as_designed: 'unknown', class: 'unknown' })).toBeNull()
})

test('a locus is one of the class, and the cause’s own', async () => {
  expect(await refused({ locus: 'process' })).toBe('locus_belongs_to_class')
  expect(await refused({ as_designed: 'unknown', class: 'unknown', locus: 'person' })).toBe('locus_belongs_to_class')
  expect(await refused({ locus: 'system', cause_id: cause })).toBeNull()
  expect(await refused({ locus: 'person', cause_id: cause })).toBe('cause_is_of_the_class')
  expect(await refused({ cause_id: cause })).toBe('cause_has_locus')
})

test('a complaint has one primary coding a pass, and the two are of two people', async () => {
  const pair = (row: object) =>
    refusal(app, async () => {
      const id = await complaint(app, coder)
      await coding({}, id)
      await coding(row, id)
    })
  expect(await pair({ coder_id: other })).toBe('codings_one_primary')
  expect(await pair({ pass: 2 })).toBe('codings_two_coders')
  expect(await pair({ pass: 2, coder_id: other })).toBeNull()
  expect(await pair({ pass: 3, coder_id: other })).toBe('codings_pass_check')
})

test('a coding is replaced, never changed or removed; a cause keeps its class', async () => {
  const asked = (sql: string) => refusal(app, () => app.query(sql))
  expect(await asked('update codings set superseded_at = now()')).toBeNull()
  expect(await asked(`update codings set class = 'unknown'`)).toBe('permission denied')
  expect(await asked('update codings set coder_id = coder_id')).toBe('permission denied')
  expect(await asked('delete from codings')).toBe('permission denied')
  expect(await asked(`update causes set class = 'surprise'`)).toBe('permission denied')
  expect(await asked('delete from causes')).toBe('permission denied')
  expect(await asked(`update taxonomy_versions set causes = '[]'`)).toBe('permission denied')
})
