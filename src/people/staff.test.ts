import { expect, test } from 'vitest'
import { column, type Person, startProduct } from '../../test/setup/product.ts'
import { newId } from '../platform/ids.ts'
import { text } from '../platform/texts/index.ts'

const { db, people, call, addPerson } = await startProduct()
const { administrator, agent } = people
const problem = (answer: { status: number; body: { type?: string } }) => [
  answer.status,
  answer.body.type?.split(':').at(-1),
]
const activeAdministrators = () => column(db, `select count(*) from people where role = 'administrator' and active`)

test('a person without a password gets one, shown once', async () => {
  const body = { name: 'Zoë', email: 'zoe@example.com', role: 'agent' as const }
  const { status, body: made } = await call(administrator, 'addPerson', { body })
  expect(status).toBe(201)
  expect(made.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
  expect(made.person).toMatchObject({ name: 'Zoë', active: true, openComplaints: 0, team: null })
  const signedIn = await call({ headers: {} }, 'signIn', {
    body: { email: 'zoe@example.com', password: made.password ?? '' },
  })
  expect(signedIn.status).toBe(201)
})

test('one address is one person, however it is written', async () => {
  const body = { name: 'Ann', email: 'Ann.Lee@example.com', role: 'agent' as const }
  expect((await call(administrator, 'addPerson', { body })).status).toBe(201)
  const again = await call(administrator, 'addPerson', { body: { ...body, email: 'ann.lee@EXAMPLE.com' } })
  expect(problem(again)).toEqual([409, 'email_taken'])
})

test('a person joins a team that is there, changes it and leaves it', async () => {
  const { id } = await addPerson('agent')
  const change = (body: object) => call(administrator, 'changePerson', { params: { id }, body })
  const team = (await call(administrator, 'addTeam', { body: { name: 'Billing' } })).body
  expect((await call(administrator, 'addTeam', { body: { name: 'Billing' } })).body.id).toBe(team.id)
  expect((await change({ teamId: team.id })).body.team).toEqual(team)
  expect((await change({ name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', team })
  expect((await change({ teamId: null })).body.team).toBeNull()
  expect(problem(await change({ teamId: newId() }))).toEqual([422, 'team_not_found'])
  expect(problem(await call(administrator, 'changePerson', { params: { id: newId() }, body: {} }))).toEqual([
    404,
    'person_not_found',
  ])
})

test('the last administrator stays one', async () => {
  const demote = () =>
    call(administrator, 'changePerson', { params: { id: administrator.id }, body: { role: 'agent' } })
  expect(problem(await demote())).toEqual([409, 'last_administrator'])
  const leave = { params: { id: administrator.id }, body: { successorId: agent.id } }
  expect(problem(await call(administrator, 'deactivatePerson', leave))).toEqual([409, 'last_administrator'])
  expect(await activeAdministrators()).toEqual([1])
})

test('two administrators who end each other’s role at once leave one', async () => {
  for (const way of ['demote', 'deactivate'] as const) {
    const { db, people, call, addPerson } = await startProduct()
    const [one, other] = [people.administrator, await addPerson('administrator')]
    const end = (who: Person, whom: Person, successor: Person) =>
      way === 'demote'
        ? call(who, 'changePerson', { params: { id: whom.id }, body: { role: 'agent' } })
        : call(who, 'deactivatePerson', { params: { id: whom.id }, body: { successorId: successor.id } })
    await Promise.all([end(one, other, people.agent), end(other, one, people.manager)])
    expect(await column(db, `select count(*) from people where role = 'administrator' and active`)).toEqual([1])
  }
})

test('a role once given stays on record', async () => {
  const { id } = await addPerson('manager')
  for (const role of ['agent', 'manager', 'analyst'] as const)
    await call(administrator, 'changePerson', { params: { id }, body: { role } })
  expect((await column<string>(db, `select role from role_grants where person_id = '${id}'`)).sort()).toEqual([
    'agent',
    'analyst',
    'manager',
  ])
})

test('the language I choose is the one I am answered in', async () => {
  const person = await addPerson('agent')
  await call(person, 'changeMyLanguage', { body: { language: 'ru' } })
  const answer = await call({ headers: { ...person.headers, 'accept-language': 'en' } }, 'listKeys')
  expect(answer.body.title).toBe(text('ru', 'problem.kind.forbidden'))
})
