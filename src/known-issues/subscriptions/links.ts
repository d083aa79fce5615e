import { createHmac, timingSafeEqual } from 'node:crypto'
import { parse, stringify } from 'uuid'
import type { Database } from '../../platform/database/index.ts'
import { secretOf } from '../../platform/secret.ts'

// Beside other links, which begin with another word: no link of one sort opens the other.
const proofOf = (secret: Buffer, subscriptionId: string): Buffer =>
  createHmac('sha256', secret).update(`known issue ${subscriptionId}`).digest().subarray(0, 16)

/** Where somebody confirms that they want news of a known issue, and where they end it. */
export const newsPath = (token: string): string => `/known-issue-news/${token}`

/** What stands in their link: the subscription's id and a proof of 128 bits that we made it. Computed, not stored. */
export async function newsTokenOf(db: Database, subscriptionId: string): Promise<string> {
  const proof = proofOf(await secretOf(db, 'links'), subscriptionId)
  return Buffer.concat([parse(subscriptionId), proof]).toString('base64url')
}

/** The subscription that a link is for; null when it is not ours. */
export async function subscriptionOfLink(db: Database, token: string): Promise<string | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  try {
    const id = stringify(bytes.subarray(0, 16))
    return timingSafeEqual(proofOf(await secretOf(db, 'links'), id), bytes.subarray(16)) ? id : null
  } catch {
    return null
  }
}
