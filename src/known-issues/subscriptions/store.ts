import { sql } from 'kysely'
import { type Database, inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Language } from '../../platform/texts/index.ts'

const hour = 3_600_000
/** Between two letters that ask the same address about the same known issue, and how many a day ask one address at all. */
const askAgainAfter = 24 * hour
const mostAsked = 5
/** Who did not confirm by then is forgotten. */
const forgetAfter = 7 * 24 * hour

type Asking = { issueId: string; address: string; language: Language; now: Date }

/**
 * Asks an address whether it wants news of a known issue. Whoever asks learns nothing: not whether the address is known, nor
 * whether a letter leaves. One that confirmed already is not written to; nobody is written to again and again.
 */
export async function askForNews(db: Database, { issueId, address, language, now }: Asking): Promise<void> {
  const email = address.trim().toLowerCase()
  await inTransaction(db, async (tx) => {
    // One address at a time: else many forms at once would each find that few were sent.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`known issue news ${email}`}, 0))`.execute(tx)
    const dayAgo = new Date(now.getTime() - askAgainAfter)
    const { rows: asked } = await sql<{ letters: number }>`
      select count(*)::int as letters from known_issue_subscriptions
      where address = ${email} and asked_at > ${dayAgo} and confirmed_at is null`.execute(tx)
    if ((asked[0]?.letters ?? 0) >= mostAsked) return
    const { rows } = await sql<{ id: string }>`
      insert into known_issue_subscriptions (id, known_issue_id, address, language, asked_at)
      values (${newId()}, ${issueId}, ${email}, ${language}, ${now})
      on conflict (known_issue_id, address) do update set asked_at = ${now}, language = ${language}
        where known_issue_subscriptions.confirmed_at is null and known_issue_subscriptions.asked_at <= ${dayAgo}
      returning id`.execute(tx)
    if (!rows[0]) return
    await sql`
      insert into known_issue_letters (subscription_id, number, queued_at, next_attempt_at) values (${rows[0].id}, 0, ${now}, ${now})
      on conflict (subscription_id, number) do update set queued_at = ${now}, next_attempt_at = ${now}, attempts = 0,
        sending_since = null, sent_at = null, cancelled_at = null, failure = null, last_refusal = null, delivery = null`.execute(
      tx,
    )
  })
}

export type Subscription = { id: string; slug: string; language: Language; isConfirmed: boolean }

/** Somebody who asked for news; null when they ended it. */
export async function findSubscription(db: Database, id: string): Promise<Subscription | null> {
  const { rows } = await sql<Subscription>`
    select s.id, k.slug, s.language, s.confirmed_at is not null as "isConfirmed"
    from known_issue_subscriptions s join known_issues k on k.id = s.known_issue_id where s.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Notes that the address is theirs and they want news. */
export async function confirmNews(db: Database, id: string, now: Date): Promise<void> {
  await sql`
    update known_issue_subscriptions set confirmed_at = ${now} where id = ${id} and confirmed_at is null`.execute(db)
}

/** Ends news: the address is forgotten, and with it every letter that waits. */
export async function endNews(db: Database, id: string): Promise<void> {
  await sql`delete from known_issue_subscriptions where id = ${id}`.execute(db)
}

/** Forgets the addresses of those who never confirmed. */
export async function forgetUnconfirmed(db: Database, now: Date): Promise<void> {
  await sql`
    delete from known_issue_subscriptions
    where confirmed_at is null and asked_at < ${new Date(now.getTime() - forgetAfter)}`.execute(db)
}
