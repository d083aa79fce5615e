import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { RoutingDesk } from '../routing/desk.ts'
import { customerSaysNotSolved, customerSaysSolved, customerWantsDecider, customerWithdraws } from './customer-says.ts'
import { proposeSolution } from './propose.ts'

const { db, people, call, clock } = await startProduct()
const { agent, manager, executive } = people
const desk = new RoutingDesk(db, clock)

let customers = 0
const complain = async (text = 'The parcel is late', email?: string) => {
  const customer = { name: 'Kim', email: email ?? `kim${++customers}@example.com` }
  return (await call(agent, 'createComplaint', { body: { text, language: 'en', channel: 'email', customer } })).body
}
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const kinds = async (reference: string) =>
  (await call(agent, 'readTimeline', { params: { reference } })).body.map(({ kind }) => kind)
const letters = async (complaintId: string) =>
  (
    await sql<{ kind: string; body: string }>`
      select kind, body from letters where complaint_id = ${complaintId} and cancelled_at is null order by occasion`.execute(
      db,
    )
  ).rows
const letterKinds = async (complaintId: string) => (await letters(complaintId)).map(({ kind }) => kind)
const propose = (complaintId: string, words = 'We sent it again; it comes on Friday.') =>
  inTransaction(db, (tx) =>
    proposeSolution(tx, { complaintId, words, actor: { kind: 'person', id: agent.id }, now: clock.now() }),
  )
const says = { channel: 'web_form' }
const saySolved = (complaintId: string, words?: string) =>
  inTransaction(db, (tx) => customerSaysSolved(tx, { ...says, complaintId, words, now: clock.now() }))
const sayNotSolved = (complaintId: string, words?: string) =>
  inTransaction(db, (tx) => customerSaysNotSolved(tx, desk, { ...says, complaintId, words, now: clock.now() }))
const wantDecider = (complaintId: string, words?: string) =>
  inTransaction(db, (tx) => customerWantsDecider(tx, desk, { ...says, complaintId, words, now: clock.now() }))
const withdraw = (complaintId: string, words?: string) =>
  inTransaction(db, (tx) => customerWithdraws(tx, { ...says, complaintId, words, now: clock.now() }))
const days = (count: number) => clock.advance(count * 86_400_000)

test('a proposed solution asks the customer, and their yes closes the complaint', async () => {
  const { id, reference } = await complain()
  await propose(id)
  expect((await read(reference)).closedAt).toBeNull()
  expect((await letters(id)).at(-1)?.body).toContain('We sent it again')
  expect((await saySolved(id)).what).toBe('closed')
  expect(await read(reference)).toMatchObject({ closure: 'solved', closedAt: clock.now().toISOString() })
  expect(await letterKinds(id)).toEqual(['acknowledgement', 'thanks'])
})
