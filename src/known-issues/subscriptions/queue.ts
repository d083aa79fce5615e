import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

type News = {
  issueId: string
  /** The version that was shown, and the one that is shown now. */
  from: number
  to: number
  now: Date
}

/**
 * Queues one letter to everybody who confirmed that they want news of a known issue, when what is said of its repair changed; in
 * the transaction that publishes it. A letter that still waits to tell of an earlier version is not sent any more.
 */
export async function queueNews(tx: Tx, { issueId, from, to, now }: News): Promise<void> {
  const { rows } = await sql`
    select 1 from known_issue_versions was join known_issue_versions new on new.known_issue_id = was.known_issue_id
    where was.known_issue_id = ${issueId} and was.number = ${from} and new.number = ${to}
      and (was.state, was.release, was.due_on) is distinct from (new.state, new.release, new.due_on)`.execute(tx)
  if (rows.length === 0) return
  const ours = sql`(select id from known_issue_subscriptions where known_issue_id = ${issueId})`
  await sql`
    update known_issue_letters set cancelled_at = ${now}
    where subscription_id in ${ours} and number between 1 and ${to - 1} and sent_at is null and failure is null
      and cancelled_at is null and sending_since is null`.execute(tx)
  await sql`
    insert into known_issue_letters (subscription_id, number, queued_at, next_attempt_at)
    select id, ${to}, ${now}, ${now} from known_issue_subscriptions
    where known_issue_id = ${issueId} and confirmed_at is not null
    on conflict (subscription_id, number) do nothing`.execute(tx)
}
