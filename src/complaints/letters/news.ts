import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { parse, stringify } from 'uuid'
import type { Database } from '../../platform/database/index.ts'
import { secretOf } from '../../platform/secret.ts'

// Another link than the customer's own: who may stop news may not read the complaint.
const proofOf = (secret: Buffer, customerId: string): Buffer =>
  createHmac('sha256', secret).update(`news ${customerId}`).digest().subarray(0, 16)

/** Where a customer says, below the address of the product, that they want no more news of repairs. */
export async function stopNewsPath(db: Database, customerId: string): Promise<string> {
  const proof = proofOf(await secretOf(db, 'links'), customerId)
  return `/stop-news/${Buffer.concat([parse(customerId), proof]).toString('base64url')}`
}

/** The customer that such a link is for; null when it is not ours. */
export async function customerOfNewsLink(db: Database, token: string): Promise<string | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  try {
    const customerId = stringify(bytes.subarray(0, 16))
    return timingSafeEqual(proofOf(await secretOf(db, 'links'), customerId), bytes.subarray(16)) ? customerId : null
  } catch {
    return null
  }
}

/** Remembers that a customer wants no more news of repairs. Letters about their own complaint still come. */
export async function stopNews(db: Database, customerId: string, now: Date): Promise<void> {
  await sql`
    insert into stopped_news (customer_id, at) values (${customerId}, ${now}) on conflict (customer_id) do nothing`.execute(
    db,
  )
}
