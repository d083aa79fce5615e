import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { complaint, event, insert, longAgo, message, person, plainDatabase, refusal, solution } from './rows.ts'

const { app } = await plainDatabase()
const owner = await person(app)
const manager = await person(app, { role: 'manager' })
const later = new Date('2026-02-01T09:00:00Z')

const refused = (work: (id: string) => Promise<unknown>, row: object = {}) =>
  refusal(app, async () => work(await complaint(app, owner, row)))
const answer = (solutionId: string, columns: string, values: unknown[] = []) =>
  app.query(`update solutions set ${columns} where id = $1`, [solutionId, ...values])

test('a solution is proposed in words of ours', async () => {
  expect(await refused((id) => solution(app, id))).toBeNull()
  for (const direction of ['in', 'note'] as const) {
    const theirs = async (id: string) => solution(app, id, { message_id: await message(app, id, direction) })
    expect(await refused(theirs), direction).toMatch(/^solutions_complaint_id_message_id/)
  }
})

test('one solution at a time waits for the customer', async () => {
  const two = async (id: string) => {
    await solution(app, id)
    await solution(app, id)
  }
  expect(await refused(two)).toBe('solutions_one_open')
})

test('a yes or no to a solution is in words of the customer', async () => {
  for (const said of ['solved', 'not_solved', 'wrote']) {
    const silent = async (id: string) => answer(await solution(app, id), `answered_at = now(), answer = '${said}'`)
    expect(await refused(silent), said).toBe('answer_has_words')
    const ours = async (id: string) =>
      answer(await solution(app, id), `answered_at = now(), answer = '${said}', answer_message_id = $2`, [
        await message(app, id, 'note'),
      ])
    expect(await refused(ours), said).toBe('answer_is_the_customers')
  }
  const halves = async (id: string) => answer(await solution(app, id), `answer = 'replaced'`)
  expect(await refused(halves)).toBe('answer_is_whole')
})

test('what was stated with a solution is not restated, and a solution not removed', async () => {
  for (const column of ['reminders_stated', 'remind_after_days', 'proposed_at', 'message_id'])
    expect(await refused(() => app.query(`update solutions set ${column} = ${column}`)), column).toBe(
      'permission denied',
    )
  expect(await refused(() => app.query('delete from solutions'))).toBe('permission denied')
})

test('a closure that waits for management rests on words of the customer', async () => {
  const waiting = (direction: 'in' | 'note') => async (id: string) =>
    insert(app, 'waiting_closures', {
      complaint_id: id,
      closure: 'solved',
      message_id: await message(app, id, direction),
      said_at: later,
    })
  expect(await refused(waiting('in'))).toBeNull()
  expect(await refused(waiting('note'))).toMatch(/^waiting_closures_complaint_id_message_id/)
})

async function close(id: string, closure: string, why: object): Promise<void> {
  await insert(app, 'closures', { complaint_id: id, closure, closed_at: later, ...why })
  await app.query('update complaints set closed_at = $2, closure = $3 where id = $1', [id, later, closure])
}
const solved = async (id: string) => ({ customer_message_id: await message(app, id, 'in') })
const ask = (id: string, row: object = {}) =>
  insert(app, 'rating_requests', { complaint_id: id, asked_at: later, closed_at: later, ...row })
const rate = (id: string, row: object = {}) =>
  insert(app, 'ratings', { complaint_id: id, satisfaction: 5, rated_at: later, ...row })

test('only who said that it is solved is asked how it was, once, and answers once', async () => {
  const asked = async (id: string) => {
    await close(id, 'solved', await solved(id))
    await ask(id)
    await rate(id, { effort: 7, comment: 'Quick' })
  }
  expect(await refused(asked)).toBeNull()
  expect(await refused(ask)).toBe('only_the_satisfied_are_asked')
  const withdrawn = async (id: string) => {
    await close(id, 'withdrawn', await solved(id))
    await ask(id)
  }
  expect(await refused(withdrawn)).toBe('only_the_satisfied_are_asked')
  const twice = async (id: string) => {
    await asked(id)
    await ask(id)
  }
  expect(await refused(twice)).toBe('rating_requests_pkey')
  const again = async (id: string) => {
    await asked(id)
    await rate(id, { satisfaction: 1 })
  }
  expect(await refused(again)).toBe('ratings_pkey')
  expect(await refused(rate)).toBe('rated_when_asked')
  expect(await refused(() => app.query('update ratings set satisfaction = 5'))).toBe('permission denied')
  expect(await refused(() => app.query('delete from rating_requests'))).toBe('permission denied')
})

test('a rating is from 1 to 5, the effort from 1 to 7', async () => {
  const given = (row: object) => async (id: string) => {
    await close(id, 'solved', await solved(id))
    await ask(id)
    await rate(id, row)
  }
  for (const satisfaction of [0, 6]) expect(await refused(given({ satisfaction }))).toBe('ratings_satisfaction_check')
  for (const effort of [0, 8]) expect(await refused(given({ effort }))).toBe('ratings_effort_check')
})

/** Stores that a complaint was taken to the manager, in a note of ours; returns the escalation's id. */
async function escalation(id: string, row: object = {}): Promise<string> {
  const escalationId = newId()
  await insert(app, 'escalations', {
    complaint_id: id,
    id: escalationId,
    at: longAgo,
    asked_by: 'person',
    asked_by_id: owner,
    from_id: owner,
    manager_id: manager,
    manager_role: 'manager',
    message_id: await message(app, id, 'note'),
    event_seq: 1,
    speak_by: later,
    ...row,
  })
  return escalationId
}
const spoke = async (id: string, row: object = {}) => ({
  spoke_at: later,
  spoke_by: manager,
  spoke_how: 'call',
  spoke_message_id: await message(app, id, 'note'),
  ...row,
})

test('a complaint whose manager has not spoken to the customer does not close', async () => {
  const unspoken = async (id: string) => {
    await escalation(id)
    await close(id, 'solved', await solved(id))
  }
  expect(await refused(unspoken)).toBe('manager_speaks_before_closing')
  const done = async (id: string) => {
    await escalation(id, await spoke(id))
    await close(id, 'solved', await solved(id))
  }
  expect(await refused(done)).toBeNull()
})

test('a closed complaint is not taken to a manager, and a talk is not unsaid', async () => {
  const closed = async (id: string) => {
    await close(id, 'solved', await solved(id))
    await escalation(id)
  }
  expect(await refused(closed)).toBe('manager_speaks_before_closing')
  const unsaid = async (id: string) => {
    await escalation(id, await spoke(id))
    await close(id, 'solved', await solved(id))
    await app.query(
      'update escalations set spoke_at = null, spoke_by = null, spoke_how = null, spoke_message_id = null where complaint_id = $1',
      [id],
    )
  }
  expect(await refused(unsaid)).toBe('manager_speaks_before_closing')
})

test('the manager who was named is the one who spoke, and says how and what', async () => {
  const other = await person(app, { role: 'manager' })
  const by = (row: object) => async (id: string) => escalation(id, await spoke(id, row))
  expect(await refused(by({ spoke_by: other }))).toBe('the_manager_spoke')
  expect(await refused(by({ spoke_how: null }))).toBe('spoke_is_whole')
  expect(await refused(by({ spoke_message_id: null }))).toBe('spoke_is_whole')
  expect(await refused(by({ spoke_how: 'thought' }))).toBe('escalations_spoke_how_check')
  expect(await refused(by({ spoke_how: 'letter' }))).toMatch(/^escalations_complaint_id_spoke_message_id/)
  const letter = async (id: string) =>
    escalation(id, await spoke(id, { spoke_how: 'letter', spoke_message_id: await message(app, id, 'out') }))
  expect(await refused(letter)).toBeNull()
})

test('who is named is an active manager or executive', async () => {
  const agentId = await person(app)
  const left = await person(app, { role: 'manager', active: false })
  expect(await refused((id) => escalation(id, { manager_id: agentId }))).toMatch(/^escalations_manager_id_manager_role/)
  expect(await refused((id) => escalation(id, { manager_id: agentId, manager_role: 'agent' }))).toBe(
    'escalations_manager_role_check',
  )
  expect(await refused((id) => escalation(id, { manager_id: left }))).toBe('manager_is_here')
})

test('a manager whose word a customer waits for does not leave without passing it on', async () => {
  const leaver = await person(app, { role: 'manager' })
  const leave = async (id: string) => {
    await escalation(id, { manager_id: leaver })
    await app.query('update people set active = false where id = $1', [leaver])
  }
  expect(await refused(leave)).toBe('manager_is_here')
})

test('waiting for a manager’s word ends by the customer’s own, or with another manager, not by itself', async () => {
  const end = (columns: string, value: (id: string) => Promise<string> | string = newId) =>
    refused(async (id) => {
      const escalationId = await escalation(id)
      const given = await value(id)
      await app.query(`update escalations set ended_at = now(), ${columns} where id = $1 and $2::uuid is not null`, [
        escalationId,
        given,
      ])
    })
  expect(await end(`ended_as = 'customer'`)).toBe('ended_by_something')
  expect(await end(`ended_as = 'customer', ended_message_id = $2`, (id) => message(app, id, 'note'))).toBe(
    'customer_ended_it',
  )
  expect(await end(`ended_as = 'customer', ended_message_id = $2`, (id) => message(app, id, 'in'))).toBeNull()
  expect(await end(`ended_as = 'passed'`)).toBe('ended_by_something')
  expect(await end(`ended_as = 'passed', next_id = $2`)).toBe('passed_to_another')
  expect(await end(`ended_as = 'passed', next_id = id`)).toBe('ended_by_something')
  expect(await end(`ended_as = 'forgotten'`)).toBe('escalations_ended_as_check')
})

test('one manager at a time owes a word, and by when is not put off', async () => {
  const two = async (id: string) => {
    await escalation(id)
    await escalation(id)
  }
  expect(await refused(two)).toBe('escalations_one_waits')
  for (const column of ['speak_by', 'manager_id', 'at', 'message_id', 'asked_by'])
    expect(await refused(() => app.query(`update escalations set ${column} = ${column}`)), column).toBe(
      'permission denied',
    )
  expect(await refused(() => app.query('delete from escalations'))).toBe('permission denied')
})

test('what failed is noted of a stage that was, in words for what and not for whom', async () => {
  const note = (row: object) => async (id: string) => {
    await event(app, id, 2)
    const escalation_id = await escalation(id, { event_seq: 2 })
    await insert(app, 'escalation_failures', {
      complaint_id: id,
      escalation_id,
      stage_seq: 1,
      what: 'late',
      noted_at: later,
      ...row,
    })
  }
  expect(await refused(note({}))).toBeNull()
  expect(await refused(note({ stage_seq: 7 }))).toMatch(/^escalation_failures_complaint_id_stage_seq/)
  expect(await refused(note({ what: 'ann' }))).toBe('escalation_failures_what_check')
})
