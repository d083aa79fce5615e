import PostalMime from 'postal-mime'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { access } from '../../access.ts'
import type { Role } from '../../people/rules.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { countDays } from '../workload/count.ts'
import { VoiceDrawer } from '../split/voices.ts'
import { sendStaffLetters } from '../staff-letters/sending.ts'
import { queueWeeklyLetters } from './due.ts'

const smtp = await startSmtp()
const { db, owned, clock, call, people, addPerson } = await startProduct()
const { manager, executive, administrator, agent } = people
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const drawer = new VoiceDrawer(db)
const may = (role: Role) => (access.readWeeklyLetter as readonly Role[]).includes(role)
const due = () => queueWeeklyLetters(db, may, clock.now())
const post = () =>
  sendStaffLetters({
    db,
    clock,
    mailer,
    drawer,
    publicUrl: () => 'https://care.example.com',
    mayGet: (_kind, role) => may(role),
  })
const letters = async () => {
  const found = await Promise.all(smtp.received.map(({ raw }) => PostalMime.parse(Buffer.from(raw, 'latin1'))))
  return new Map(found.map((letter) => [letter.to?.[0]?.address?.split('.')[0], letter]))
}

// The company's clocks hang in London; Monday 9 March 2026, 08:00 there is 08:00 UTC.
beforeEach(async () => {
  await sql`delete from staff_letters`.execute(owned)
  await sql`delete from weekly_letters_off`.execute(owned)
  await sql`update calendars set definition = jsonb_set(definition, '{timeZone}', '"Europe/London"')`.execute(owned)
  clock.set(new Date('2026-03-09T08:00:00Z'))
})

test('each manager gets the week’s own figures and three customers’ words once, on Monday at eight', async () => {
  const { body: team } = await call(administrator, 'addTeam', { body: { name: 'Claims' } })
  await sql`update people set team_id = ${team.id} where id in (${manager.id}, ${agent.id})`.execute(owned)
  clock.set(new Date('2026-03-04T09:00:00Z'))
  for (const words of ['The parcel is late.', 'Nobody called back.', 'I paid twice.', 'The box was wet.'])
    await call(agent, 'createComplaint', { body: { text: words } })
  await countDays(db, clock.now())
  clock.set(new Date('2026-03-09T07:59:59Z'))
  await due()
  await post()
  expect(smtp.received).toEqual([])
  clock.set(new Date('2026-03-09T08:00:00Z'))
  await Promise.all([due(), due()])
  await post()
  const found = await letters()
  expect(new Set(found.keys())).toEqual(new Set(['executive', 'manager']))
  const own = found.get('manager')
  expect(own?.subject).toBe('Your week 2 Mar 2026 – 8 Mar 2026: 4 came, 4 late')
  expect(own?.text).toContain('Customers of the team Claims, 2 Mar 2026 – 8 Mar 2026:\n• Came: 4 (the week before: 0)')
  expect(own?.text).toContain('• Satisfied: not known, nobody rated')
  expect(own?.text).toContain('3 customers in their own words, drawn at random from the 4 complaints')
  expect(own?.text?.match(/“.+”\n\S+: https:\/\/care\.example\.com\/complaints\/\S+/g)).toHaveLength(3)
  expect(found.get('executive')?.text).toContain('All customers, 2 Mar 2026 – 8 Mar 2026')
  await due()
  await post()
  expect(smtp.received).toHaveLength(2)
})

test('who turned it off, or is no manager any more, gets none', async () => {
  const moved = await addPerson('manager', { name: 'Mo' })
  expect((await call(manager, 'changeWeeklyLetter', { body: { isOn: false } })).body.isOn).toBe(false)
  await due()
  await sql`update people set role = 'agent' where id = ${moved.id}`.execute(owned)
  await post()
  expect([...(await letters()).keys()]).toEqual(['executive'])
  expect((await call(manager, 'changeWeeklyLetter', { body: { isOn: true } })).body).toMatchObject({
    isOn: true,
    nextAt: '2026-03-16T08:00:00.000Z',
    timeZone: 'Europe/London',
  })
})

test('a letter that was due more than a day ago is no news, and is not sent', async () => {
  clock.set(new Date('2026-03-10T08:00:00Z'))
  await due()
  await post()
  expect(smtp.received).toEqual([])
})

test('a manager can have it now, in their language, and sees whether it left', async () => {
  await call(executive, 'changeMyLanguage', { body: { language: 'ru' } })
  await call(executive, 'sendWeeklyLetter')
  smtp.refusal = { code: 450, words: 'Busy' }
  await post()
  const { body } = await call(executive, 'readWeeklyLetter')
  expect(body.letters).toMatchObject([{ state: 'waiting', reason: '450 Busy' }])
  smtp.refusal = null
  clock.advance(60_000)
  await post()
  expect((await letters()).get('executive')?.subject).toMatch(/^Ваша неделя 2 мар/)
  expect((await call(people.analyst, 'readWeeklyLetter')).status).toBe(403)
})
