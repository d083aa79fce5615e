import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { KnownIssue } from './contract.ts'
import { issuePath } from './published.ts'
import { adviceOn, isOld, type IssueState, stateAskedFor } from './rules.ts'
import { contentOf, factsOf, findKept, nothing } from './store.ts'

type Reading = { now: Date; publicUrl: string }

type Row = {
  number: number | null
  state: IssueState | null
  at: Date | null
  by: { id: string; name: string } | null
  firstAt: Date | null
  checkedAt: Date | null
  withdrawnAt: Date | null
  checkEveryDays: number
  subscribers: number
  letters: KnownIssue['letters']
}

const unbegun: Row = {
  number: null,
  state: null,
  at: null,
  by: null,
  firstAt: null,
  checkedAt: null,
  withdrawnAt: null,
  checkEveryDays: 30,
  subscribers: 0,
  letters: { waiting: 0, sent: 0, failed: 0 },
}

/** The known issue of a pothole as those see it who write it; one that nobody began is empty. @throws Problem pothole_not_found */
export async function readKnownIssue(db: Database | Tx, potholeId: string, reading: Reading): Promise<KnownIssue> {
  const facts = await factsOf(db, potholeId)
  if (!facts) throw new Problem('not_found', 'pothole_not_found')
  const kept = await findKept(db, potholeId)
  const row = kept ? await rowOf(db, kept.id) : unbegun
  const content = kept ? (kept.draft ?? (await contentOf(db, kept.id, kept.shown))) : nothing
  return {
    potholeId,
    content,
    isDraft: Boolean(kept?.draft),
    advice: adviceOn(content).map(({ language, part, code, severity, words }) => {
      return { language, part, code, severity, words }
    }),
    stateAsked: row.state && stateAskedFor(row.state, facts),
    checkEveryDays: row.checkEveryDays,
    subscribers: row.subscribers,
    letters: row.letters,
    version: kept?.version ?? 0,
    ...timesOf(row, reading.now),
    published: publishedOf(row, kept?.slug ?? null, reading.publicUrl),
  }
}

function timesOf({ checkedAt, withdrawnAt, state, checkEveryDays }: Row, now: Date) {
  const needsLooking = state !== null && state !== 'proven'
  return {
    checkedAt: checkedAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    isOld: needsLooking && checkedAt !== null && isOld({ checkedAt, everyDays: checkEveryDays, now }),
  }
}

function publishedOf({ state, number, at, by, firstAt }: Row, slug: string | null, publicUrl: string) {
  if (!slug || !state || !number || !at || !firstAt) return null
  const url = `${publicUrl}${issuePath(slug)}`
  return { slug, url, state, number, by, firstAt: firstAt.toISOString(), at: at.toISOString() }
}

async function rowOf(db: Database | Tx, id: string): Promise<Row> {
  const letters = sql`known_issue_letters l join known_issue_subscriptions s on s.id = l.subscription_id
    where s.known_issue_id = k.id and l.number > 0`
  const { rows } = await sql<Row>`
    select v.number, v.state, v.published_at as at,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as by,
      k.first_shown_at as "firstAt", k.checked_at as "checkedAt", k.withdrawn_at as "withdrawnAt",
      k.check_every_days as "checkEveryDays",
      (select count(*)::int from known_issue_subscriptions s where s.known_issue_id = k.id and s.confirmed_at is not null) as subscribers,
      (select json_build_object('waiting', count(*) filter (where l.sent_at is null and l.failure is null and l.cancelled_at is null),
        'sent', count(*) filter (where l.sent_at is not null), 'failed', count(*) filter (where l.failure is not null))
       from ${letters}) as letters
    from known_issues k left join known_issue_versions v on v.known_issue_id = k.id and v.number = k.shown
      left join people p on p.id = v.published_by
    where k.id = ${id}`.execute(db)
  return rows[0] ?? unbegun
}
