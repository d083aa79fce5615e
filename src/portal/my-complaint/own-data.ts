import { sql } from 'kysely'
import { linkMark } from '../../complaints/letters/rules.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Language } from '../../platform/texts/index.ts'
import type { Standing } from './standing.ts'
import { listStory } from './story.ts'

/**
 * Everything of a complaint that is its customer's, for them to take along: what they told us and when, what was said and
 * decided, the letters, the files. Of the customer themselves only what they can have told us here: whoever types
 * somebody's address into the form must not read back what else we know of that person.
 */
export async function ownData(db: Database, standing: Standing, { language, now }: { language: Language; now: Date }) {
  const [told, letters, story] = await Promise.all([
    toldIn(db, standing.id),
    lettersOf(db, standing.id, now),
    listStory(db, { complaintId: standing.id, language, now }),
  ])
  const { reference, owner, nextUpdateDue, closedAt, closure, promised } = standing
  return {
    reference,
    ...told,
    lookedAfterBy: owner,
    nextUpdateDue,
    promised,
    closedAt,
    closure,
    history: story,
    letters,
  }
}

type Told = {
  receivedAt: Date
  channel: string
  language: string
  words: string | null
  about: string | null
  fields: Record<string, unknown>
}

/** What the customer told us to begin with. */
async function toldIn(db: Database, complaintId: string): Promise<Told | undefined> {
  const { rows } = await sql<Told>`
    select c.received_at as "receivedAt", c.channel, c.language, c.text as words, p.name as about, c.fields
    from complaints c left join products p on p.id = c.product_id where c.id = ${complaintId}`.execute(db)
  return rows[0]
}

type Letter = { kind: string; subject: string; body: string; sentAt: Date | null }

/** The letters that went to the customer, or are on their way; the link in them is not repeated here. */
async function lettersOf(db: Database, complaintId: string, now: Date): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select kind, subject, body, sent_at as "sentAt" from letters
    where complaint_id = ${complaintId} and cancelled_at is null and (sent_at is not null or next_attempt_at <= ${now}) order by queued_at, occasion`.execute(
    db,
  )
  return rows.map((letter) => ({ ...letter, body: letter.body.replaceAll(linkMark, '…') }))
}
