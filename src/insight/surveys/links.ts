import { createHmac, timingSafeEqual } from 'node:crypto'
import { parse, stringify } from 'uuid'
import type { Database } from '../../platform/database/index.ts'
import { secretOf } from '../../platform/secret.ts'

// Beside complaints' links, which begin with another word: no link of one sort opens the other.
const proofOf = (secret: Buffer, invitationId: string): Buffer =>
  createHmac('sha256', secret).update(`survey ${invitationId}`).digest().subarray(0, 16)

/** Where somebody who was drawn answers, below the address of the product. */
export const surveyPath = (token: string): string => `/survey/${token}`

/** What stands in their link: the invitation's id and a proof of 128 bits that we made it. Computed, not stored. */
export async function surveyTokenOf(db: Database, invitationId: string): Promise<string> {
  const proof = proofOf(await secretOf(db, 'links'), invitationId)
  return Buffer.concat([parse(invitationId), proof]).toString('base64url')
}

/** The invitation that a link is for; null when it is not ours. */
export async function invitationOfLink(db: Database, token: string): Promise<string | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  try {
    const id = stringify(bytes.subarray(0, 16))
    return timingSafeEqual(proofOf(await secretOf(db, 'links'), id), bytes.subarray(16)) ? id : null
  } catch {
    return null
  }
}
