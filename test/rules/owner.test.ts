import { expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { complaint, insert, longAgo, person, plainDatabase, refusal } from './rows.ts'

const { app } = await plainDatabase()
const owner = await person(app)
const leaver = await person(app, { active: false })
const refused = (work: () => Promise<unknown>) => refusal(app, work)

test('a complaint cannot be stored without an owner', async () => {
  expect(await refused(() => complaint(app, null as never))).toBe('owner_id is null')
  expect(await refused(() => complaint(app, newId()))).toMatch(/^complaints_owner_id/)
})

test('a complaint cannot be stored with an owner who has left', async () => {
  expect(await refused(() => complaint(app, leaver))).toBe('complaints_owner_id_owner_active_fkey')
})

test('an owner cannot be taken away, nor be given to someone who has left', async () => {
  const id = await complaint(app, owner)
  const give = (to: string | null) => app.query('update complaints set owner_id = $1 where id = $2', [to, id])
  expect(await refused(() => give(null))).toBe('owner_id is null')
  expect(await refused(() => give(leaver))).toBe('complaints_owner_id_owner_active_fkey')
})

test('nobody is deactivated while they own an open complaint', async () => {
  const own = await person(app)
  await complaint(app, own)
  const deactivate = () => app.query('update people set active = false where id = $1', [own])
  expect(await refused(deactivate)).toBe('complaints_owner_id_owner_active_fkey')
})

test('the last resort, the target of a rule, the owner of a pothole and whoever is asked to take over stay active', async () => {
  const deactivate = (id: string) => app.query('update people set active = false where id = $1', [id])
  const held = async (hold: (id: string) => Promise<unknown>) => {
    const id = await person(app)
    return refused(async () => {
      await hold(id)
      await deactivate(id)
    })
  }
  const rule = { id: newId(), position: 1, name: 'All', conditions: {} }
  expect(await held((id) => insert(app, 'organization', { name: 'Us', last_resort_id: id }))).toMatch(/^organization_/)
  expect(await held((id) => insert(app, 'routing_rules', { ...rule, to_person_id: id }))).toMatch(/^routing_rules_/)
  const pothole = { id: newId(), name: 'Letters', statement: 'Lost', due_on: '2030-01-01', opened_at: longAgo }
  expect(await held((id) => insert(app, 'potholes', { ...pothole, owner_id: id }))).toMatch(/^potholes_/)
  const asked = await complaint(app, owner)
  const offer = { complaint_id: asked, id: newId(), from_id: owner, offered_at: longAgo }
  expect(await held((id) => insert(app, 'handovers', { ...offer, to_id: id }))).toBe('handovers_to_id_to_active_fkey')
})

test('whoever is deactivated has no session left', async () => {
  const id = await person(app)
  const session = { token_hash: Buffer.alloc(32, 1), person_id: id, created_at: longAgo, expires_at: longAgo }
  await insert(app, 'sessions', session)
  const deactivate = () => app.query('update people set active = false where id = $1', [id])
  expect(await refused(deactivate)).toBe('sessions_person_id_person_active_fkey')
  const again = { ...session, token_hash: Buffer.alloc(32, 2), person_id: leaver }
  expect(await refused(() => insert(app, 'sessions', again))).toBe('sessions_person_id_person_active_fkey')
})

test('people and complaints cannot be removed, only deactivated and closed', async () => {
  expect(await refused(() => app.query('delete from people'))).toBe('permission denied')
  expect(await refused(() => app.query('delete from complaints'))).toBe('permission denied')
  expect(await refused(() => app.query('truncate complaints cascade'))).toBe('permission denied')
})

test('an open complaint has a next update due, and on a day that comes', async () => {
  const due = (value: string | null) => () => complaint(app, owner, { next_update_due: value })
  expect(await refused(due(null))).toBe('open_has_next_update')
  expect(await refused(due('infinity'))).toBe('next_update_comes')
  const id = await complaint(app, owner)
  const remove = () => app.query('update complaints set next_update_due = null where id = $1', [id])
  expect(await refused(remove)).toBe('open_has_next_update')
})

test('a complaint holds the customer’s words, unless an import came without them', async () => {
  expect(await refused(() => complaint(app, owner, { text: null }))).toBe('words_unless_imported')
  expect(await refused(() => complaint(app, owner, { text: ' \n\t' }))).toBe('words_unless_imported')
})

test('a complaint keeps its number, when it came, how, by whom, and from which import', async () => {
  for (const column of ['id', 'reference', 'received_at', 'recorded_at', 'channel', 'logged_by', 'import_id']) {
    expect(await refused(() => app.query(`update complaints set ${column} = ${column}`)), column).toBe(
      'permission denied',
    )
  }
})

test('a handover is from one person to another and declined with a reason', async () => {
  const [id, to] = [await complaint(app, owner), await person(app)]
  const offer = (row: object) => () =>
    insert(app, 'handovers', { complaint_id: id, id: newId(), from_id: owner, to_id: to, offered_at: longAgo, ...row })
  expect(await refused(offer({}))).toBeNull()
  expect(await refused(offer({ to_id: null }))).toBe('from_one_person_to_another')
  expect(await refused(offer({ to_id: owner }))).toBe('from_one_person_to_another')
  expect(await refused(offer({ to_id: leaver }))).toBe('handovers_to_id_to_active_fkey')
  const answered = { answered_at: longAgo, answer: 'declined' }
  expect(await refused(offer(answered))).toBe('declined_with_a_reason')
  expect(await refused(offer({ ...answered, decline_reason: ' \n' }))).toBe('declined_with_a_reason')
  expect(await refused(offer({ ...answered, decline_reason: 'On leave' }))).toBeNull()
  expect(await refused(offer({ answer: 'accepted' }))).toBe('answered_somehow')
  const twice = async () => {
    await offer({})()
    await offer({})()
  }
  expect(await refused(twice)).toBe('handovers_one_open')
})
