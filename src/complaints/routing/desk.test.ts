import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { newId } from '../../platform/ids.ts'

const { db, people, call, addPerson } = await startProduct()
const { administrator, agent, manager } = people
const team = (await call(administrator, 'addTeam', { body: { name: 'Cards' } })).body
const [one, two] = [
  await addPerson('agent', { name: 'One', teamId: team.id }),
  await addPerson('agent', { name: 'Two', teamId: team.id }),
]
const bank = (await ensureBranch(db, 'products', ['Bank'])) ?? ''
const debit = (await ensureBranch(db, 'products', ['Bank', 'Cards', 'Debit'])) ?? ''

const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
type Rule = {
  name?: string
  active?: boolean
  conditions?: object
  toPersonId?: string | null
  toTeamId?: string | null
}
const replace = (rules: Rule[], lastResortId = agent.id, updateWithinHours = 72) => {
  const whole = rules.map((rule) => ({
    name: 'Rule',
    active: true,
    conditions: {},
    toPersonId: null,
    toTeamId: null,
    ...rule,
  }))
  return call(administrator, 'replaceRoutingRules', { body: { rules: whole, lastResortId, updateWithinHours } })
}
const create = async (body: object = {}) =>
  (await call(agent, 'createComplaint', { body: { text: 'Route me', ...body } })).body
const owner = async (body: object = {}) => (await create(body)).owner.id

test('rules are kept in their order and say what they were given', async () => {
  const hours = { timeZone: 'Europe/Berlin', days: [1, 2], from: '08:00', to: '17:00' }
  const rules = [
    {
      name: 'Chat',
      active: true,
      conditions: { channels: ['chat'], workingHours: hours, mostOpen: 5 },
      toPersonId: manager.id,
      toTeamId: null,
    },
    { name: 'Cards', active: false, conditions: { productIds: [bank] }, toPersonId: null, toTeamId: team.id },
  ]
  const version = expect.any(String)
  const stored = { rules, lastResortId: manager.id, updateWithinHours: 24, version }
  expect((await replace(rules, manager.id, 24)).body).toEqual(stored)
  expect((await call(administrator, 'readRoutingRules')).body).toEqual(stored)
})

test('new rules count for the very next complaint', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const who = turn % 2 ? manager : one
    await replace([{ toPersonId: who.id }])
    expect(await owner()).toBe(who.id)
  }
})

test('the hours until the next update are those of the company', async () => {
  await replace([], agent.id, 5)
  expect((await create()).nextUpdateDue).toBe('2026-03-02T14:00:00.000Z')
})

test('complaints of a team go round among its people', async () => {
  await replace([{ toTeamId: team.id }])
  const owners: string[] = []
  for (let turn = 0; turn < 6; turn++) owners.push(await owner())
  expect(owners.filter((id) => id === two.id).length).toBeGreaterThanOrEqual(3)
  expect(new Set(owners)).toEqual(new Set([one.id, two.id]))
})

test('a rule for a product takes what lies below it', async () => {
  await replace([{ conditions: { productIds: [bank] }, toPersonId: manager.id }])
  expect(await owner({ productId: debit })).toBe(manager.id)
  expect(await owner()).toBe(agent.id)
})

test('the history says which rule chose the owner', async () => {
  await replace([{ name: 'To the manager', toPersonId: manager.id }])
  const { reference } = await create()
  const [received] = (await call(agent, 'readTimeline', { params: { reference } })).body
  expect(Object.values(received?.names ?? {})).toEqual(expect.arrayContaining(['To the manager', 'Manager']))
})

test('a rule leads to one person or one team, who are here; else nothing changes', async () => {
  await replace([{ name: 'Kept', toPersonId: manager.id }])
  const gone = await addPerson('agent')
  await call(administrator, 'deactivatePerson', { params: { id: gone.id }, body: { successorId: agent.id } })
  expect((await replace([{}])).status).toBe(400)
  expect((await replace([{ toPersonId: one.id, toTeamId: team.id }])).status).toBe(400)
  expect(type(await replace([{ toPersonId: gone.id }]))).toBe('422 person_inactive')
  expect(type(await replace([{ toPersonId: newId() }]))).toBe('422 person_inactive')
  expect(type(await replace([], gone.id))).toBe('422 person_inactive')
  expect((await replace([], agent.id, 0)).status).toBe(400)
  expect((await call(administrator, 'readRoutingRules')).body.rules.map((rule) => rule.name)).toEqual(['Kept'])
})

test('rules replaced by many at once are one of the sets, whole', async () => {
  const sets = [1, 2, 3, 4].map((set) =>
    [1, 2, 3].map((index) => ({ name: `${set}-${index}`, toPersonId: manager.id })),
  )
  const answers = await Promise.all(sets.map((rules) => replace(rules)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(4).fill(200))
  const names = (await call(administrator, 'readRoutingRules')).body.rules.map((rule) => rule.name)
  expect(sets.map((rules) => rules.map((rule) => rule.name).join())).toContain(names.join())
})
