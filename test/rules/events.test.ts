import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verifyEvents } from '../../src/complaints/events.ts'
import { startProduct } from '../setup/product.ts'

const { db, owned, people, call } = await startProduct()

/** A complaint with six events. */
async function complain(): Promise<{ id: string; reference: string }> {
  const { body } = await call(people.agent, 'createComplaint', { body: { text: 'The parcel is late.' } })
  const params = { reference: body.reference }
  for (const text of ['First', 'Second', 'Third', 'Fourth', 'Fifth']) {
    await call(people.agent, 'addMessage', { params, body: { direction: 'note', channel: 'phone', text } })
  }
  return body
}

/** What the verification finds after the owner of the tables did `what`, by SQL, to a complaint's events. */
async function foundAfter(what: string): Promise<unknown[]> {
  const { id, reference } = await complain()
  await sql.raw(what.replaceAll(':id', `'${id}'`)).execute(owned)
  const { breaks } = await verifyEvents(db, 2)
  return breaks.filter((each) => each.reference === reference).map(({ seq, what: kind }) => [seq, kind])
}

test('the application adds events and can neither change nor remove them', async () => {
  await complain()
  for (const forbidden of [
    'update complaint_events set at = at',
    'delete from complaint_events',
    'truncate complaint_events',
  ]) {
    await expect(sql.raw(forbidden).execute(db), forbidden).rejects.toThrow('permission denied')
  }
  await expect(sql.raw('alter table complaint_events disable trigger all').execute(db)).rejects.toThrow('must be owner')
  await expect(sql`insert into complaint_events select * from complaint_events`.execute(db)).rejects.toThrow(
    /generated|needs_settling/,
  )
})

test('chains that nobody touched are whole', async () => {
  await complain()
  const found = await verifyEvents(db, 2)
  expect(found.breaks).toEqual([])
  expect(found.events).toBeGreaterThanOrEqual(found.complaints * 6)
})

const of = (seq: number) => `where complaint_id = :id and seq = ${seq}`

test.each([
  [
    'a detail that was changed',
    `update complaint_events set detail = detail || '{"channel": "email"}' ${of(3)}`,
    [3, 'hash'],
  ],
  ['a detail that was added', `update complaint_events set detail = detail || '{"so": true}' ${of(3)}`, [3, 'hash']],
  ['another kind', `update complaint_events set kind = 'answered' ${of(3)}`, [3, 'hash']],
  ['another actor', `update complaint_events set actor_kind = 'customer' ${of(3)}`, [3, 'hash']],
  ['nobody as the actor', `update complaint_events set actor_id = null ${of(3)}`, [3, 'hash']],
  ['a time moved by a millisecond', `update complaint_events set at = at - interval '1 ms' ${of(3)}`, [3, 'hash']],
  ['another time of recording', `update complaint_events set recorded_at = now() ${of(1)}`, [1, 'hash']],
  ['an event removed in the middle', `delete from complaint_events ${of(3)}`, [3, 'gap']],
  ['the first event removed', `delete from complaint_events ${of(1)}`, [1, 'gap']],
  ['the last event removed', `delete from complaint_events ${of(6)}`, [5, 'head']],
  ['the last two removed', `delete from complaint_events where complaint_id = :id and seq > 4`, [4, 'head']],
  ['all removed', `delete from complaint_events where complaint_id = :id`, [0, 'head']],
  ['a link cut', `update complaint_events set previous_hash = hash ${of(3)}`, [3, 'link']],
  ['a hash replaced', `update complaint_events set hash = sha256(hash) ${of(3)}`, [3, 'hash']],
  ['a head with another count', `update complaints set event_count = 5 where id = :id`, [6, 'head']],
  ['a head with another hash', `update complaints set events_head = sha256(events_head) where id = :id`, [6, 'head']],
  [
    'the tail removed and the head set to what is left',
    `with tail as (delete from complaint_events ${of(6)})
     update complaints set event_count = 5, events_head = sha256('') where id = :id`,
    [5, 'head'],
  ],
  [
    'an event put at the end',
    `insert into complaint_events select complaint_id, 7, at, recorded_at, kind, actor_kind, actor_id, detail, hash, sha256(hash)
     from complaint_events ${of(6)}`,
    [7, 'hash'],
  ],
] as const)('the verification finds %s', async (_name, what, where) => {
  expect(await foundAfter(what)).toEqual([where])
})

test('a time between two milliseconds cannot be stored, so none can hide there', async () => {
  const before = await verifyEvents(db)
  await foundAfter(`update complaint_events set at = at + interval '0.4 ms' ${of(3)}`)
  expect((await verifyEvents(db)).breaks).toHaveLength(before.breaks.length)
})

test('events belong to a complaint that is there', async () => {
  const orphan = `insert into complaint_events select gen_random_uuid(), seq, at, recorded_at, kind, actor_kind, actor_id, detail,
    previous_hash, hash from complaint_events limit 1`
  await expect(sql.raw(orphan).execute(db)).rejects.toThrow('complaint_events_complaint_id_fkey')
})
