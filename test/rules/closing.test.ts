import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import {
  complaint,
  event,
  insert,
  longAgo,
  message,
  person,
  plainDatabase,
  refusal,
  reminder,
  solution,
} from './rows.ts'

const { app } = await plainDatabase()
const owner = await person(app)
const manager = await person(app, { role: 'manager' })
const later = new Date('2026-02-01T09:00:00Z')

/** Closes a complaint by plain SQL: the row that says why, then the complaint itself. */
async function close(id: string, closure: string, why: object = {}, at = later): Promise<void> {
  await insert(app, 'closures', { complaint_id: id, closure, closed_at: at, ...why })
  await app.query('update complaints set closed_at = $2, closure = $3 where id = $1', [id, at, closure])
}

/** What the database says to closing a new complaint with what `evidence` makes of it. */
const closing = (closure: string, evidence: (id: string) => Promise<object> | object = () => ({}), row: object = {}) =>
  refusal(app, async () => {
    const id = await complaint(app, owner, { ...row })
    await close(id, closure, await evidence(id))
  })

const solved = async (id: string) => ({ customer_message_id: await message(app, id, 'in') })

test('a complaint is solved or withdrawn in words of its own customer', async () => {
  for (const closure of ['solved', 'withdrawn']) {
    expect(await closing(closure, solved)).toBeNull()
    expect(await closing(closure)).toBe('closure_is_earned')
    for (const direction of ['out', 'note'] as const) {
      const ours = async (id: string) => ({ customer_message_id: await message(app, id, direction) })
      expect(await closing(closure, ours), direction).toBe('words_are_the_customers')
    }
    const elsewhere = async () => ({ customer_message_id: await message(app, await complaint(app, owner), 'in') })
    expect(await closing(closure, elsewhere)).toBe('words_are_the_customers')
    expect(await closing(closure, () => ({ customer_message_id: newId() }))).toBe('words_are_the_customers')
  }
})

test('what one of us noted does not become the customer’s words', async () => {
  const turned = async (id: string) => {
    const note = await message(app, id, 'note')
    await app.query(`update messages set direction = 'in' where id = $1`, [note])
    return { customer_message_id: note }
  }
  expect(await closing('solved', turned)).toBe('permission denied')
})

const silent = { answered_at: later, answer: 'no_answer' }

test('no answer follows as many reminders of a solution as were stated, each of them sent', async () => {
  const after = (stated: number | null, last: number | null, sent: (Date | null)[], row: object = silent) =>
    closing('no_answer', async (id) => {
      const solution_id = await solution(app, id, { ...row, reminders_stated: stated || 1 })
      for (const [index, at] of sent.entries()) {
        if (index > 0) await event(app, id, index + 1)
        await reminder(app, id, index + 1, { reminder: index + 1, sent_at: at, solution_id })
      }
      return { reminders_stated: stated, last_reminder: last, solution_id }
    })
  expect(await after(2, 2, [later, later])).toBeNull()
  expect(await after(null, null, [])).toBe('closure_is_earned')
  expect(await after(null, 1, [later])).toBe('closure_is_earned')
  expect(await after(0, 1, [later])).toBe('closure_is_earned')
  expect(await after(2, 1, [later])).toBe('closure_is_earned')
  expect(await after(1, 1, [])).toBe('reminders_were_sent')
  expect(await after(1, 1, [null])).toBe('reminders_were_sent')
  expect(await after(2, 2, [null, later])).toBe('reminders_follow_each_other')
  expect(await after(1, 1, [later], {})).toBe('customer_was_silent')
  expect(await after(1, 1, [later], { answered_at: later, answer: 'replaced' })).toBe('customer_was_silent')
})

test('fewer reminders than were stated with the solution are not enough, nor are those of another one', async () => {
  const fewer = () =>
    closing('no_answer', async (id) => {
      const solution_id = await solution(app, id, { ...silent, reminders_stated: 3 })
      await reminder(app, id, 1, { reminder: 1, solution_id })
      return { reminders_stated: 1, last_reminder: 1, solution_id }
    })
  expect(await fewer()).toBe('customer_was_silent')
  const earlier = () =>
    closing('no_answer', async (id) => {
      const before = await solution(app, id, { answered_at: longAgo, answer: 'replaced', reminders_stated: 1 })
      await reminder(app, id, 1, { reminder: 1, solution_id: before })
      const solution_id = await solution(app, id, { ...silent, reminders_stated: 1 })
      return { reminders_stated: 1, last_reminder: 1, solution_id }
    })
  expect(await earlier()).toBe('reminders_were_sent')
  expect(await closing('no_answer', () => ({ reminders_stated: 1, last_reminder: 1 }))).toBe(
    'silence_follows_a_question',
  )
})

test('the number of reminders cannot be made up', async () => {
  const made = (row: object) =>
    closing('no_answer', async (id) => {
      const solution_id = await solution(app, id, { ...silent, reminders_stated: 3 })
      await reminder(app, id, 1, { solution_id, ...row })
      return { reminders_stated: 3, last_reminder: 3, solution_id }
    })
  expect(await made({ reminder: 3 })).toBe('reminders_follow_each_other')
  expect(await made({ reminder: null })).toBe('reminders_are_numbered')
  expect(await made({ reminder: 1, solution_id: null })).toBe('reminders_ask_about_a_solution')
  expect(await made({ reminder: 3, kind: 'update' })).toMatch(/reminders_are_numbered|reminders_ask_about_a_solution/)
  const unsent = async (id: string) => {
    const solution_id = await solution(app, id, { ...silent, reminders_stated: 1 })
    await reminder(app, id, 1, { reminder: 1, solution_id })
    await close(id, 'no_answer', { reminders_stated: 1, last_reminder: 1, solution_id })
    await app.query('update letters set sent_at = null where complaint_id = $1', [id])
  }
  expect(await refusal(app, async () => unsent(await complaint(app, owner)))).toBe('reminders_were_sent')
})

test('a decision names what it is, what was found, reasons and recourse', async () => {
  const decision = {
    decision: 'not_upheld',
    findings: 'It broke in June.',
    reasons: 'The contract excludes it.',
    recourse: 'The financial ombudsman.',
  }
  expect(await closing('decided', () => decision)).toBeNull()
  const not = async (row: object) => closing('decided', () => ({ ...decision, ...row }))
  for (const row of [
    { reasons: null, recourse: null },
    { recourse: null },
    { reasons: null },
    { reasons: 'No.' },
    { reasons: '\n'.repeat(20) },
  ]) {
    expect(await not(row), JSON.stringify(row)).toBe('closure_is_earned')
  }
  for (const row of [{ decision: null }, { decision: 'upheld' }, { findings: null }, { findings: ' '.repeat(20) }]) {
    expect(await not(row), JSON.stringify(row)).toBe('decision_says_what_was_found')
  }
})

test('a complaint is merged into another one', async () => {
  expect(await closing('merged', () => ({ merged_into_id: newId() }))).toBeNull()
  expect(await closing('merged', (id) => ({ merged_into_id: id }))).toBe('closure_is_earned')
  expect(await closing('merged')).toBe('closure_is_earned')
})

test('only what was closed before it was imported is historic', async () => {
  const imported = newId()
  await insert(app, 'imports', {
    id: imported,
    file_name: 'a.csv',
    source: 'a',
    mapping: {},
    state: 'done',
    started_at: later,
  })
  expect(await closing('historic')).toBe('historic_only_from_import')
  expect(await closing('historic', () => ({}), { import_id: imported, recorded_at: later })).toBeNull()
  expect(await closing('historic', () => ({}), { import_id: imported, recorded_at: longAgo })).toBe(
    'historic_only_from_import',
  )
})

test('an unheard-of way of closing is no way', async () => {
  expect(await closing('forgotten')).toBe('closure_is_earned')
})

test('closing takes a time, a closure, and the row that says why', async () => {
  const set = (columns: string) =>
    refusal(app, async () => app.query(`update complaints set ${columns} where id = $1`, [await complaint(app, owner)]))
  expect(await set('closed_at = now()')).toBe('closed_names_closure')
  expect(await set(`closure = 'solved'`)).toBe('closed_names_closure')
  expect(await set(`closed_at = now(), closure = 'solved'`)).toBe('closed_with_its_closure')
  const another = async (id: string) => {
    await insert(app, 'closures', { complaint_id: id, closure: 'merged', closed_at: later, merged_into_id: newId() })
    await app.query(`update complaints set closed_at = $2, closure = 'solved' where id = $1`, [id, later])
  }
  expect(await refusal(app, async () => another(await complaint(app, owner)))).toBe('closed_with_its_closure')
})

test('how a complaint closed is not changed afterwards, and its row not removed', async () => {
  const id = await complaint(app, owner)
  await app.query('begin')
  await close(id, 'solved', await solved(id))
  await app.query('commit')
  const refused = (sql: string) => refusal(app, () => app.query(sql, [id]))
  expect(await refused(`update closures set reasons = 'We say so.' where complaint_id = $1`)).toBe('permission denied')
  expect(await refused('delete from closures where complaint_id = $1')).toBe('permission denied')
  expect(await refused(`update complaints set closure = 'withdrawn' where id = $1`)).toBe('closed_with_its_closure')
  expect(await refused('update complaints set closed_at = now() where id = $1')).toBe('closed_with_its_closure')
  const swapped = () =>
    insert(app, 'closures', { complaint_id: id, closure: 'solved', closed_at: later, customer_message_id: newId() })
  expect(await refusal(app, swapped)).toBe('closures_pkey')
})

const reached = { reached_management_at: longAgo }
const signed = { no_pothole_reason: 'A one-off slip.', no_pothole_signed_by: manager, no_pothole_signed_as: 'manager' }

test('what reached management closes with a pothole or a manager’s signed reason', async () => {
  const pothole = newId()
  const said = { name: 'Letters', statement: 'Letters get lost', due_on: '2030-01-01' }
  await insert(app, 'potholes', { id: pothole, ...said, owner_id: manager, opened_at: longAgo })
  expect(await closing('solved', solved, { ...reached, pothole_id: pothole })).toBeNull()
  expect(await closing('solved', solved, { ...reached, ...signed })).toBeNull()
  expect(await closing('solved', solved, reached)).toBe('management_needs_pothole')
})

test('a signature has a reason, and a signer who is or was a manager', async () => {
  const by = (row: object) => closing('solved', solved, { ...reached, ...signed, ...row })
  expect(await by({ no_pothole_reason: null })).toMatch(/signature_is_whole|management_needs_pothole/)
  expect(await by({ no_pothole_reason: 'Nothing.' })).toBe('management_needs_pothole')
  expect(await by({ no_pothole_reason: ' \n'.repeat(9) })).toBe('management_needs_pothole')
  expect(await by({ no_pothole_signed_by: null })).toMatch(/signature_is_whole|management_needs_pothole/)
  expect(await by({ no_pothole_signed_as: null })).toBe('signature_is_whole')
  const never = /^complaints_no_pothole_signed_by/
  expect(await by({ no_pothole_signed_by: owner })).toMatch(never)
  expect(await by({ no_pothole_signed_as: 'executive' })).toMatch(never)
  expect(await by({ no_pothole_signed_by: owner, no_pothole_signed_as: 'agent' })).toMatch(/^complaints_no_pothole/)
  await app.query(`update people set role = 'analyst' where id = $1`, [manager])
  expect(await by({})).toBeNull()
})

test('a role once given is not taken out of the record', async () => {
  expect(await refusal(app, () => app.query('delete from role_grants'))).toBe('permission denied')
  expect(await refusal(app, () => app.query(`update role_grants set role = 'manager'`))).toBe('permission denied')
})

test('that a complaint reached management cannot be taken back', async () => {
  const forget = async () => {
    const id = await complaint(app, owner, reached)
    await event(app, id, 2, 'reached_management')
    await app.query('update complaints set reached_management_at = null where id = $1', [id])
    await close(id, 'solved', await solved(id))
  }
  expect(await refusal(app, forget)).toBe('management_stays_reached')
})

test('a complaint that was closed with a pothole does not lose it', async () => {
  const lose = async () => {
    const id = await complaint(app, owner, { ...reached, ...signed })
    await event(app, id, 2, 'reached_management')
    await close(id, 'solved', await solved(id))
    await app.query(
      'update complaints set no_pothole_reason = null, no_pothole_signed_by = null, no_pothole_signed_as = null where id = $1',
      [id],
    )
  }
  expect(await refusal(app, lose)).toBe('management_needs_pothole')
})
