import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { parse, stringify } from 'uuid'
import type { Database } from '../../platform/database/index.ts'
import { secretOf } from '../../platform/secret.ts'

// Beside other links, which begin with another word: no link of one sort opens the other.
const proofOf = (secret: Buffer, listedId: string): Buffer =>
  createHmac('sha256', secret).update(`told ${listedId}`).digest().subarray(0, 16)

/** Where somebody of a list says, below the address of the product, that they want no more such letters. */
export async function stopToldPath(db: Database, listedId: string): Promise<string> {
  const proof = proofOf(await secretOf(db, 'links'), listedId)
  return `/stop-news/${Buffer.concat([parse(listedId), proof]).toString('base64url')}`
}

/** The person of a list that such a link is for; null when it is none of these. */
export async function listedOfStopLink(db: Database, token: string): Promise<string | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  try {
    const id = stringify(bytes.subarray(0, 16))
    return timingSafeEqual(proofOf(await secretOf(db, 'links'), id), bytes.subarray(16)) ? id : null
  } catch {
    return null
  }
}

/** Remembers that somebody of a list wants no more letters of this sort, of whatever pothole. */
export async function stopTold(db: Database, listedId: string, now: Date): Promise<void> {
  await sql`
    insert into stopped_told (address, at) select email, ${now} from silent_affected where id = ${listedId}
    on conflict (address) do nothing`.execute(db)
}
