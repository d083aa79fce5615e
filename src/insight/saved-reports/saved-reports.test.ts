import PostalMime from 'postal-mime'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { access } from '../../access.ts'
import type { Role } from '../../people/rules.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { VoiceDrawer } from '../split/voices.ts'
import { sendStaffLetters } from '../staff-letters/sending.ts'
import { queueDueReports } from './schedule.ts'

const smtp = await startSmtp()
const { db, owned, clock, call, people, addPerson } = await startProduct()
const { manager, analyst, executive, administrator, agent } = people
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const drawer = new VoiceDrawer(db)
const mayGet = (kind: 'report' | 'weekly', role: Role) =>
  (access[kind === 'weekly' ? 'readWeeklyLetter' : 'exportReport'] as readonly Role[]).includes(role)
const post = () => sendStaffLetters({ db, clock, mailer, drawer, publicUrl: () => 'https://care.example.com', mayGet })
const due = () => queueDueReports(db, clock.now())
const arrived = () => Promise.all(smtp.received.map(({ raw }) => PostalMime.parse(Buffer.from(raw, 'latin1'))))

// A Wednesday, 10:00 in London.
beforeEach(async () => {
  clock.set(new Date('2026-03-04T10:00:00Z'))
  await sql`delete from saved_reports`.execute(owned)
  await sql`update calendars set definition = jsonb_set(definition, '{timeZone}', '"Europe/Berlin"')`.execute(owned)
})

const given = {
  name: 'Phone last month',
  page: 'causes',
  narrowing: { channel: 'phone' },
  period: { kind: 'last_month' },
} as const
const saved = async (body: object = given) => (await call(manager, 'saveReport', { body: body as never })).body
const mondays = (...recipients: { id: string }[]) =>
  ({ every: 'week', weekday: 1, at: '08:00', format: 'pdf', recipientIds: recipients.map(({ id }) => id) }) as const
const scheduled = async (...recipients: { id: string }[]) => {
  const { id } = await saved()
  return (await call(manager, 'scheduleReport', { params: { id }, body: mondays(...recipients) })).body
}
const read = async (id: string, who = manager) =>
  (await call(who, 'listSavedReports')).body.find((report) => report.id === id)

test('a page is kept under a name with its days and what it is narrowed to', async () => {
  const { id } = await saved()
  expect(await read(id)).toMatchObject({
    name: 'Phone last month',
    narrowedTo: ['Channel: Telephone'],
    days: { from: '2026-02-01', to: '2026-02-28' },
    mayChange: true,
    schedule: null,
  })
  expect((await call(analyst, 'listSavedReports')).body).toEqual([])
})

test('what is being changed just now is left for the next turn, and nobody waits for anybody', async () => {
  const { id } = await scheduled(analyst)
  clock.set(new Date('2026-03-09T07:30:00Z'))
  await inTransaction(db, async (tx) => {
    await sql`select 1 from saved_reports where id = ${id} for update`.execute(tx)
    expect(await due()).toBe(0)
  })
  expect(await due()).toBe(1)
})

test('what is sent on Mondays at eight leaves once at eight by the company’s clocks, with its file', async () => {
  const { id, schedule } = await scheduled(analyst)
  expect(schedule).toMatchObject({ nextAt: '2026-03-09T07:00:00.000Z', stopped: null })
  clock.set(new Date('2026-03-09T06:59:59Z'))
  expect(await due()).toBe(0)
  clock.set(new Date('2026-03-09T07:00:00Z'))
  await Promise.all([due(), due()])
  await Promise.all([post(), post()])
  await post()
  const [letter, ...others] = await arrived()
  expect(others).toEqual([])
  expect(letter?.to?.[0]?.address).toMatch(/^analyst\./)
  expect(letter?.subject).toBe('Phone last month (Causes)')
  expect(letter?.text).toContain('Only: Channel: Telephone.')
  expect(letter?.text).toContain('https://care.example.com/causes?from=2026-02-01&to=2026-02-28&channel=phone')
  expect(letter?.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    ['causes-2026-02-01-2026-02-28.pdf', 'application/pdf'],
  ])
  const report = await read(id)
  expect(report?.schedule?.nextAt).toBe('2026-03-16T07:00:00.000Z')
  expect(report?.letters).toMatchObject([{ state: 'sent', to: { id: analyst.id } }])
})

test('what was due while nothing ran is sent once', async () => {
  await scheduled(analyst)
  clock.set(new Date('2026-03-25T12:00:00Z'))
  await due()
  await due()
  await post()
  expect(smtp.received).toHaveLength(1)
})

test('each gets it in their language', async () => {
  await call(executive, 'changeMyLanguage', { body: { language: 'ru' } })
  await scheduled(executive)
  clock.set(new Date('2026-03-09T07:00:00Z'))
  await due()
  await post()
  const [letter] = await arrived()
  expect(letter?.subject).toBe('Phone last month (Причины)')
  expect(letter?.text).toContain('Только: Канал: Телефон.')
})

test('whoever has left, or may read no reports by then, gets nothing', async () => {
  const [leaving, moving] = [await addPerson('agent', { name: 'Lee' }), await addPerson('agent', { name: 'Mo' })]
  const { id } = await scheduled(leaving, moving, analyst)
  clock.set(new Date('2026-03-09T07:00:00Z'))
  await due()
  await call(administrator, 'deactivatePerson', { params: { id: leaving.id }, body: { successorId: agent.id } })
  await sql`update people set role = 'operations' where id = ${moving.id}`.execute(owned)
  await post()
  expect((await arrived()).map(({ to }) => to?.[0]?.address?.split('.')[0])).toEqual(['analyst'])
  const states = (await read(id))?.letters.map(({ to, state }) => [to.name, state])
  expect(Object.fromEntries(states ?? [])).toEqual({ Lee: 'taken_back', Mo: 'taken_back', Analyst: 'sent' })
})

test('a report whose owner has left is sent no more, and says why', async () => {
  const owner = await addPerson('manager', { name: 'Ola' })
  const { body } = await call(owner, 'saveReport', { body: given })
  await call(owner, 'scheduleReport', { params: { id: body.id }, body: mondays(analyst) })
  await call(administrator, 'deactivatePerson', { params: { id: owner.id }, body: { successorId: agent.id } })
  // At once, not only when the next one would be due.
  expect((await read(body.id, analyst))?.schedule).toMatchObject({ nextAt: null, stopped: 'owner_left' })
  clock.set(new Date('2026-03-09T07:00:00Z'))
  await due()
  await post()
  expect(smtp.received).toEqual([])
  expect((await read(body.id, administrator))?.schedule).toMatchObject({ nextAt: null, stopped: 'owner_left' })
})

test('nobody who may not read reports can be sent one', async () => {
  const { id } = await saved()
  const answer = await call(manager, 'scheduleReport', { params: { id }, body: mondays(people.operations) })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'recipientIds' })])
})

test('a stopped report takes back what waits, and can be set again', async () => {
  const { id, version } = await scheduled(analyst)
  clock.set(new Date('2026-03-09T07:00:00Z'))
  await due()
  const stopped = await call(manager, 'stopReport', { params: { id }, ifMatch: version })
  expect(stopped.body.schedule).toMatchObject({ nextAt: null, stopped: 'by_hand' })
  await post()
  expect(smtp.received).toEqual([])
  const again = await call(manager, 'scheduleReport', { params: { id }, body: mondays(analyst) })
  expect(again.body.schedule).toMatchObject({ nextAt: '2026-03-16T07:00:00.000Z', stopped: null })
})

test('a recipient can leave; who is sent a report sees it and cannot change it', async () => {
  const { id, version } = await scheduled(analyst, executive)
  expect(await read(id, analyst)).toMatchObject({ isSentToMe: true, mayChange: false })
  expect((await call(analyst, 'deleteSavedReport', { params: { id }, ifMatch: version })).status).toBe(403)
  expect((await call(analyst, 'leaveReport', { params: { id } })).status).toBe(204)
  expect(await read(id, analyst)).toBeUndefined()
  expect((await read(id))?.schedule?.recipients.map(({ name }) => name)).toEqual(['Executive'])
})

test('a letter that failed shows why, and can be tried again', async () => {
  const { id } = await saved()
  await call(manager, 'sendReportNow', { params: { id } })
  smtp.refusal = { code: 550, words: 'No such mailbox' }
  await post()
  const failed = (await read(id))?.letters[0]
  expect(failed).toMatchObject({ state: 'failed', reason: 'rejected: 550 No such mailbox' })
  const letter = failed?.id ?? ''
  expect((await call(analyst, 'retryStaffLetter', { params: { id: letter } })).status).toBe(404)
  smtp.refusal = null
  expect((await call(manager, 'retryStaffLetter', { params: { id: letter } })).status).toBe(204)
  await post()
  expect((await read(id))?.letters[0]).toMatchObject({ state: 'sent', reason: null })
  expect((await call(manager, 'retryStaffLetter', { params: { id: letter } })).status).toBe(409)
})

test('of two edits of one version only the first gets through', async () => {
  const { id, version } = await saved()
  const first = await call(manager, 'changeSavedReport', { params: { id }, ifMatch: version, body: { name: 'Calls' } })
  expect(first.body).toMatchObject({ name: 'Calls', version: version + 1 })
  const second = await call(manager, 'changeSavedReport', { params: { id }, ifMatch: version, body: { name: 'Phone' } })
  expect(second.status).toBe(412)
})

test('what a page is narrowed to is kept as its address has it, and refused where the page would refuse it', async () => {
  const { body: tag } = await call(administrator, 'addTag', { body: { name: 'urgent' } })
  const { id } = await saved({ ...given, narrowing: { tag: `-${tag.id}` } })
  expect(await read(id)).toMatchObject({ narrowing: { tag: `-${tag.id}` }, narrowedTo: ['Tag: ≠ urgent'] })
  await call(manager, 'sendReportNow', { params: { id } })
  await post()
  expect((await arrived())[0]?.text).toContain('Only: Tag: ≠ urgent.')
  const refused = await call(manager, 'saveReport', { body: { ...given, narrowing: { product: 'cards' } } })
  expect(refused.status).toBe(400)
})
