import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { parse, stringify } from 'uuid'
import type { Database, Tx } from '../platform/database/index.ts'
import { Problem } from '../platform/problem.ts'
import { secretOf } from '../platform/secret.ts'
import { readReference } from './reference.ts'

/** Where a customer finds their complaint, below the address of the product. */
export const linkPath = (token: string): string => `/my-complaint/${token}`

const proofOf = (secret: Buffer, words: string): Buffer => createHmac('sha256', secret).update(words).digest()
const linkProof = (secret: Buffer, complaintId: string, generation: number): Buffer =>
  proofOf(secret, `link ${complaintId} ${generation}`).subarray(0, 16)

/**
 * What stands in the customer's link: the complaint's id and a proof of 128 bits that we made it, as 43 characters for an
 * address. It is computed, not stored; a new generation ends the older ones.
 */
export function linkToken(secret: Buffer, complaintId: string, generation: number): string {
  return Buffer.concat([parse(complaintId), linkProof(secret, complaintId, generation)]).toString('base64url')
}

/** The token of a complaint's link as it is valid now. */
export async function linkTokenOf(db: Database, complaintId: string): Promise<string> {
  const { rows } = await sql<{ generation: number }>`
    select link_generation as generation from complaints where id = ${complaintId}`.execute(db)
  return linkToken(await secretOf(db, 'links'), complaintId, rows[0]?.generation ?? 1)
}

/** The complaint a customer's link is for; null when the link is not ours or was renewed since. */
export async function complaintOfLink(db: Database, token: string): Promise<string | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  const complaintId = idIn(bytes.subarray(0, 16))
  if (!complaintId) return null
  const { rows } = await sql<{ generation: number }>`
    select link_generation as generation from complaints where id = ${complaintId}`.execute(db)
  const generation = rows[0]?.generation
  if (generation === undefined) return null
  const proof = linkProof(await secretOf(db, 'links'), complaintId, generation)
  return timingSafeEqual(proof, bytes.subarray(16)) ? complaintId : null
}

function idIn(bytes: Buffer): string | null {
  try {
    return stringify(bytes)
  } catch {
    return null
  }
}

// Crockford's alphabet in small letters, as in references: addresses come back in either case.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * What an anonymous customer writes down to come back with, beside the complaint's number: sixty bits, `7q2m-k9tx-0f3w`. It
 * ends with the links of its generation.
 */
export function accessCode(secret: Buffer, reference: string, generation: number): string {
  const proof = proofOf(secret, `code ${reference} ${generation}`).subarray(0, 12)
  const characters = Array.from(proof, (byte) => alphabet[byte & 31]).join('')
  return [characters.slice(0, 4), characters.slice(4, 8), characters.slice(8)].join('-')
}

/** The link's token and the code that open a complaint now. */
export async function keysTo(db: Database, complaintId: string): Promise<{ token: string; code: string }> {
  const { rows } = await sql<{ reference: string; generation: number }>`
    select reference, link_generation as generation from complaints where id = ${complaintId}`.execute(db)
  const found = rows[0]
  if (!found) throw new Problem('not_found', 'complaint_not_found')
  const secret = await secretOf(db, 'links')
  return {
    token: linkToken(secret, complaintId, found.generation),
    code: accessCode(secret, found.reference, found.generation),
  }
}

/** The link's token for a number and a code, both as typed; null when they do not belong together. */
export async function tokenOfCode(db: Database, typed: { reference: string; code: string }): Promise<string | null> {
  const reference = readReference(typed.reference)
  if (!reference) return null
  const { rows } = await sql<{ id: string; generation: number }>`
    select c.id, c.link_generation as generation from complaint_references r join complaints c on c.id = r.complaint_id
    where r.reference = ${reference}`.execute(db)
  const found = rows[0]
  if (!found) return null
  const secret = await secretOf(db, 'links')
  const plain = (code: string) => code.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  const [given, right] = [typed.code, accessCode(secret, reference, found.generation)].map((each) =>
    Buffer.from(plain(each)),
  )
  const isRight =
    given !== undefined && right !== undefined && given.length === right.length && timingSafeEqual(given, right)
  return isRight ? linkToken(secret, found.id, found.generation) : null
}

/** Ends every link to a complaint that was given out; the next letter brings the new one. */
export async function renewLink(tx: Tx, complaintId: string): Promise<void> {
  await sql`update complaints set link_generation = link_generation + 1 where id = ${complaintId}`.execute(tx)
}

/**
 * What marks an answer to a letter of ours, in the address it goes to (`care+TAG@example.com`) or in its subject (`[TAG]`):
 * the complaint's number and a proof of fifty bits, `am-7q2m4-k9tx3-0f3kq9w2xt`. A number alone marks nothing: it can be read
 * over a shoulder.
 */
export function replyTag(secret: Buffer, reference: string): string {
  const proof = proofOf(secret, `reply ${reference.toUpperCase()}`).subarray(0, 10)
  return `${reference}-${Array.from(proof, (byte) => alphabet[byte & 31]).join('')}`.toLowerCase()
}

/** The number of the complaint that a reply tag in these words is for; null when there is none that we made. */
export function referenceOfTag(secret: Buffer, words: string): string | null {
  for (const [found, number] of words.matchAll(/(am-[0-9a-z]{5}-[0-9a-z]{5})-[0-9a-z]{10}(?![0-9a-z])/gi)) {
    const reference = number && readReference(number)
    if (reference && replyTag(secret, reference) === found.toLowerCase()) return reference
  }
  return null
}
