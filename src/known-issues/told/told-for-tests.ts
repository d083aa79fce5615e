import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import type { Product } from '../../../test/setup/product.ts'
import type { TestSmtp } from '../../../test/setup/smtp.ts'
import { sendLetters } from '../../complaints/letters/sending.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { smtpMailer } from '../../platform/mailer.ts'
import { lockPothole, noteProgress } from '../../potholes/record/store.ts'
import { noteTold } from './progress.ts'
import type { ToldStage } from './rules.ts'
import { sendToldLetters } from './sending.ts'
import { tellDue } from './telling.ts'

/** What tests of telling do over and over: a pothole with complaints, its repair proven, lists, and letters that leave. */
export function tellerOf({ db, clock, files, people, call, send }: Product, smtp: TestSmtp) {
  const { agent, manager } = people
  const mailer = smtpMailer({ smtpUrl: smtp.url, from: 'Care <care@example.com>' })
  const leaving = { db, clock, mailer, files, publicUrl: () => 'https://care.example.com' }
  const pothole = async () => {
    const body = {
      name: 'Fee at the desk',
      statement: 'The fee is not shown.',
      ownerId: manager.id,
      dueOn: '2026-06-01',
    }
    return (await call(manager, 'openPothole', { body })).body.id
  }
  const complain = async (
    potholeId: string | null,
    customer: object | null,
    text = 'A fee of 12 euros at the desk.',
    language = 'en',
  ) => {
    const body = { text, language, customer } as never
    const { id, reference } = (await call(agent, 'createComplaint', { body })).body
    await sql`update complaints set pothole_id = ${potholeId} where id = ${id}`.execute(db)
    return { id, reference }
  }
  const come = (id: string, what: 'proven' | 'told', isSo = true) =>
    inTransaction(db, async (tx) =>
      noteProgress(tx, await lockPothole(tx, id), {
        what,
        at: isSo ? clock.now() : null,
        now: clock.now(),
        actor: { kind: 'system', id: null },
      }),
    )
  const list = (id: string, csv: string) =>
    send({
      method: 'POST',
      url: `/api/v1/potholes/${id}/telling/affected`,
      headers: { ...manager.headers, 'content-type': 'multipart/form-data; boundary=a-boundary' },
      payload: `--a-boundary\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${csv}\r\n--a-boundary--\r\n`,
    })
  const begin = (id: string, stage: ToldStage = 'proven', settings = {}) =>
    call(manager, 'beginTelling', {
      params: { id },
      body: { stage, perHour: 20_000, alsoMatching: false, ...settings },
    })
  const read = async (id: string, stage?: ToldStage) =>
    (await call(manager, 'readTelling', { params: { id }, query: { stage } })).body
  /** How many stand how, those of nobody left out. */
  const states = async (id: string, stage?: ToldStage) =>
    Object.fromEntries(
      (await read(id, stage)).states.filter((each) => each.people > 0).map((each) => [each.state, each.people]),
    )
  const persons = async (id: string, stage?: ToldStage) =>
    (await call(manager, 'listToldPeople', { params: { id }, query: { stage, limit: 200 } as never })).body.items
  /** Lets so many seconds go by, queues what is due and sends it. */
  const post = async (seconds = 60) => {
    clock.advance(seconds * 1000)
    await tellDue(leaving)
    await sendLetters(leaving)
    await sendToldLetters(leaving)
    await noteTold(db, clock.now())
  }
  /** What arrived of news of repairs, by address. */
  const arrived = async () => {
    const read = await Promise.all(
      smtp.received.map(async ({ raw, to }) => ({ ...(await PostalMime.parse(raw)), to: to[0] ?? '' })),
    )
    return read.filter(({ headers }) => headers.some(({ key }) => key === 'list-unsubscribe'))
  }
  return { pothole, complain, come, list, begin, read, states, persons, post, arrived, leaving }
}
