import { sql } from 'kysely'
import { excerpt } from '../../language/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { allLanguages, text } from '../../platform/texts/index.ts'
import { type Viewer, visibleTo } from '../filters.ts'
import { namesOfAddress, questionsIn } from '../repeats/rules.ts'
import type { Channel } from '../shapes.ts'
import type { Story } from './contract.ts'

/** What whoever opens a complaint must know, so that the customer need not say it again. `complaintId` has passed `complaintId()`. */
export async function readStory(db: Database, complaintId: string, viewer: Viewer, now: Date): Promise<Story> {
  const [asked, held, others, snoozed] = await Promise.all([
    askedOf(db, complaintId),
    heldOf(db, complaintId),
    othersOf(db, complaintId, viewer),
    sql<{ until: Date }>`
      select until from snoozes where complaint_id = ${complaintId} and person_id = ${viewer.id} and until > ${now}`.execute(
      db,
    ),
  ])
  return { asked, held, others, snoozedUntil: snoozed.rows[0]?.until.toISOString() ?? null }
}

type AskedRow = {
  text: string
  at: Date
  by: string | null
  answer: string | null
  answered_at: Date | null
  channel: Channel
}

/** What we asked, the latest first, each with what the customer said next. */
async function askedOf(db: Database, complaintId: string): Promise<Story['asked']> {
  const { rows } = await sql<AskedRow>`
    select m.text, m.at, p.name as by, a.text as answer, a.at as answered_at, a.channel
    from messages m left join people p on p.id = m.author_id
    left join lateral (select r.text, r.at, r.channel from messages r where r.complaint_id = m.complaint_id and r.direction = 'in'
      and r.at > m.at order by r.at limit 1) a on true
    where m.complaint_id = ${complaintId} and m.direction = 'out' and m.taken_back_at is null
    order by m.at desc limit 50`.execute(db)
  return rows
    .flatMap(({ text: words, at, by, answer, answered_at, channel }) =>
      questionsIn(words).map((question) => ({
        question: excerpt(question, 300),
        at: at.toISOString(),
        by,
        answer: answer && answered_at ? { text: excerpt(answer, 400), at: answered_at.toISOString(), channel } : null,
      })),
    )
    .slice(0, 40)
}

/** Ways to reach the customer, and what the company's fields hold, each with what people call it. */
async function heldOf(db: Database, complaintId: string): Promise<Story['held']> {
  const { rows } = await sql<{ kind: string | null; label: { en: string; ru: string } | null; value: string | null }>`
    select a.kind, null::jsonb as label, a.address as value from complaints c
    join customer_addresses a on a.customer_id = c.customer_id where c.id = ${complaintId} and a.kind in ('email', 'phone')
    union all
    select null, f.label, c.fields ->> f.key from complaints c join field_definitions f on c.fields ? f.key
    where c.id = ${complaintId} and f.retired_at is null`.execute(db)
  return rows.flatMap(({ kind, label, value }) => {
    if (!value) return []
    if (label) return [{ names: [...new Set([label.en, label.ru])].filter((name) => name.length > 2), value }]
    const names = kind === 'email' || kind === 'phone' ? [...namesOfAddress[kind]] : []
    const called =
      kind === 'email' || kind === 'phone' ? allLanguages.map((each) => text(each, `story.held.${kind}`)) : []
    return [{ names: [...called, ...names], value }]
  })
}

type OtherRow = { reference: string; received_at: Date; channel: Channel; closed_at: Date | null; words: string | null }

async function othersOf(db: Database, complaintId: string, viewer: Viewer): Promise<Story['others']> {
  const { rows } = await sql<OtherRow>`
    select c.reference, c.received_at, c.channel, c.closed_at, left(coalesce(c.title, c.text), 400) as words
    from complaints this join complaints c on c.customer_id = this.customer_id and c.id <> this.id
    where this.id = ${complaintId} and ${visibleTo(viewer)} order by c.received_at desc limit 5`.execute(db)
  return rows.map(({ reference, received_at, channel, closed_at, words }) => ({
    reference,
    receivedAt: received_at.toISOString(),
    channel,
    closedAt: closed_at?.toISOString() ?? null,
    excerpt: words && excerpt(words, 140),
  }))
}
