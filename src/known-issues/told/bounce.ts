import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/**
 * Records that a letter to somebody of a list came back for good. @param messageId  the Message-ID the report names, as it stands there
 * @returns false when it names no such letter
 */
export async function recordToldBounce(
  db: Database,
  { messageId, why, now }: { messageId: string; why: string; now: Date },
): Promise<boolean> {
  const [, listedId, stage] =
    /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.told_(earlier|proven)\.1@[^<>\s]*>?$/i.exec(messageId.trim()) ??
    []
  if (!listedId || !stage) return false
  const { rows } = await sql`
    select 1 from told_letters where listed_id = ${listedId} and stage = ${stage} and attempts > 0`.execute(db)
  if (rows.length === 0) return false
  // Whatever we believed: what comes back had left.
  await sql`
    update told_letters set bounced_at = ${now}, bounce = ${why.slice(0, 2000)}, sent_at = coalesce(sent_at, ${now}), failure = null,
      sending_since = null
    where listed_id = ${listedId} and stage = ${stage} and bounced_at is null and cancelled_at is null`.execute(db)
  return true
}
