import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { startProduct } from '../../../test/setup/product.ts'
import { startSmtp } from '../../../test/setup/smtp.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { visitorOf } from '../../portal/visiting-for-tests.ts'
import { recordSurveyBounce } from './bounce.ts'
import { remind } from './letters.ts'
import { sendSurveyLetters } from './sending.ts'
import { surveyorOf } from './surveys-for-tests.ts'

const smtp = await startSmtp()
const product = await startProduct()
const { db, clock, people, call } = product
const { analyst, manager } = people
const { make, draw, open, links } = surveyorOf(product)
const { press } = visitorOf(product)
const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
const post = () => sendSurveyLetters({ db, clock, mailer, publicUrl: () => 'https://care.example.com' })
beforeEach(async () => {
  await post()
  smtp.received.length = 0
})

async function opened(...names: string[]) {
  const { id } = await make({ reminders: 1, remindAfterDays: 1 })
  await draw(id, ['email', ...names.map((name) => `${name}@example.org`)].join('\n'), { size: '100' })
  await open(id)
  return id
}
const failed = async (id: string) =>
  (await call(analyst, 'listFailedSurveyLetters', { params: { id } })).body.map(({ to, state, mayRetry }) => [
    to,
    state,
    mayRetry,
  ])
const retry = (id: string, letters?: { invitationId: string; number: number }[]) =>
  call(analyst, 'retrySurveyLetters', { params: { id }, body: letters ? { letters } : {} })
const letters = async (id: string) => (await call(analyst, 'readSurvey', { params: { id } })).body.letters

test('what surely did not leave is sent again to all at once, and once however often one asks', async () => {
  const id = await opened('anna', 'boris')
  smtp.refusal = { code: 550, words: 'No' }
  await post()
  smtp.refusal = null
  expect(await failed(id)).toEqual([
    ['anna@example.org', 'failed', true],
    ['boris@example.org', 'failed', true],
  ])
  const asked = await Promise.all([retry(id), retry(id)])
  expect(asked.reduce((sum, { body }) => sum + body.letters, 0)).toBe(2)
  smtp.received.length = 0
  await post()
  expect(smtp.received.map(({ to }) => to.join()).sort()).toEqual(['anna@example.org', 'boris@example.org'])
  expect(await failed(id)).toEqual([])
  expect(await letters(id)).toMatchObject({ sent: 2, failed: 0 })
})

test('what may have left is sent again only when somebody names it', async () => {
  const id = await opened('carla')
  smtp.hangsUp = true
  await post()
  smtp.hangsUp = false
  const { body } = await call(analyst, 'listFailedSurveyLetters', { params: { id } })
  expect(body).toMatchObject([{ to: 'carla@example.org', state: 'unsure', number: 0 }])
  expect((await retry(id)).body.letters).toBe(0)
  expect((await retry(id, [{ invitationId: body[0]?.invitationId ?? '', number: 0 }])).body.letters).toBe(1)
})

test('those who stopped or answered meanwhile are not written to again', async () => {
  const id = await opened('dora', 'egon')
  smtp.refusal = { code: 550, words: 'No' }
  await post()
  smtp.refusal = null
  const paths = await links(id)
  const pathOf = (name: string) => paths.find(({ email }) => email.startsWith(name))?.path ?? ''
  await press(`${pathOf('dora')}/stop`, {})
  await press(pathOf('egon'), { problem: 'no', leaving: 'no' })
  expect((await failed(id)).map(([, , mayRetry]) => mayRetry)).toEqual([false, false])
  expect((await retry(id)).body.letters).toBe(0)
})

const bounceOf = async (id: string) => {
  const { rows } = await sql<{ id: string }>`select id from survey_invitations where survey_id = ${id}`.execute(db)
  return { messageId: `<${rows[0]?.id}.survey.0@example.com>`, why: '550 no such user', now: clock.now() }
}

test('a letter that comes back is noted with why, is not sent, gets no reminder, and is sent again when it is named', async () => {
  const id = await opened('fritz')
  await post()
  const back = await bounceOf(id)
  expect(await recordSurveyBounce(db, { ...back, messageId: 'x@example.com' })).toBe(false)
  expect(await recordSurveyBounce(db, back)).toBe(true)
  expect(await failed(id)).toEqual([['fritz@example.org', 'came_back', true]])
  expect(await letters(id)).toMatchObject({ sent: 0, cameBack: 1 })
  const later = new Date(clock.now().getTime() + 3 * 86_400_000)
  await remind(db, later)
  expect(await letters(id)).toMatchObject({ waiting: 0 })
  expect((await retry(id)).body.letters).toBe(0)
  const { body } = await call(analyst, 'listFailedSurveyLetters', { params: { id } })
  expect(body[0]?.reason).toBe('550 no such user')
  expect((await retry(id, [{ invitationId: body[0]?.invitationId ?? '', number: 0 }])).body.letters).toBe(1)
})

test('when the survey has ended nothing is sent again, and whom a letter came back from is forgotten', async () => {
  const id = await opened('gina')
  await post()
  const back = await bounceOf(id)
  await call(analyst, 'endSurvey', { params: { id } })
  expect(await recordSurveyBounce(db, back)).toBe(true)
  const { body } = await call(analyst, 'listFailedSurveyLetters', { params: { id } })
  expect(body).toMatchObject([{ to: null, reason: null, state: 'came_back', mayRetry: false }])
  const refused = await retry(id)
  expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ type: expect.any(String) })])
})

test('addresses of the sample are not for everyone who reads the numbers', async () => {
  const id = await opened('hugo')
  expect((await call(manager, 'listFailedSurveyLetters', { params: { id } })).status).toBe(403)
})
