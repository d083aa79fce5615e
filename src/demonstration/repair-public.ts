import { sql } from 'kysely'
import { publish, writeDraft } from '../known-issues/issues/store.ts'
import { beginTelling } from '../known-issues/told/round.ts'
import { type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import type { Telling } from './repair-story.ts'

type Said = { state: 'looking' | 'proven'; at: string | Date }

/** Says on the public page how far the repair has come. */
export async function tellPublic(tx: Tx, potholeId: string, telling: Telling, { state, at }: Said): Promise<void> {
  const { story, people, target } = telling
  const { title, fails, hits, workaround, repair } = story.knownIssue
  const isRepaired = state === 'proven'
  const said = (language: 'en' | 'ru') => ({
    title: title[language],
    fails: fails[language],
    hits: hits[language],
    workaround: workaround[language],
    repair: isRepaired ? repair[language] : '',
    said: '',
  })
  const content = {
    state,
    release: isRepaired ? story.fix.release : null,
    dueOn: null,
    productIds: [target.product as string],
    texts: { en: said('en'), ru: said('ru') },
  }
  const writing = { byId: people.managerId, now: new Date(at) }
  await writeDraft(tx, potholeId, { content }, writing)
  await publish(tx, potholeId, writing)
}

/** The public page says that it is repaired, and letters begin to leave. Nothing of it where the numbers prove nothing. */
export async function tellEverybody(db: Database, potholeId: string, telling: Telling): Promise<void> {
  const { rows } = await sql<{ at: Date }>`
    select proven_at as at from potholes where id = ${potholeId} and proven_at is not null`.execute(db)
  const proven = rows[0]
  if (!proven) return
  await inTransaction(db, (tx) => tellPublic(tx, potholeId, telling, { state: 'proven', at: proven.at }))
  const which = { potholeId, stage: 'proven', perHour: 200, alsoMatching: false } as const
  await beginTelling(db, which, { actor: { kind: 'person', id: telling.people.managerId }, now: proven.at })
}
