import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProduct } from '../../test/setup/product.ts'
import { inTransaction } from '../platform/database/index.ts'
import { secretOf } from '../platform/secret.ts'
import { complaintOfLink, linkToken, linkTokenOf, referenceOfTag, renewLink, replyTag } from './links.ts'

const { call, db, people } = await startProduct()
const make = async () => {
  const { body } = await call(people.agent, 'createComplaint', {
    body: { text: 'The lamp came broken.', channel: 'phone' },
  })
  return body
}

test('a link leads to its complaint until it is renewed', async () => {
  const { id } = await make()
  const token = await linkTokenOf(db, id)
  expect(await complaintOfLink(db, token)).toBe(id)
  await inTransaction(db, (tx) => renewLink(tx, id))
  expect(await complaintOfLink(db, token)).toBeNull()
  expect(await complaintOfLink(db, await linkTokenOf(db, id))).toBe(id)
})

test('a link with another complaint’s id, one changed character or no sense leads nowhere', async () => {
  const [one, other] = [await make(), await make()]
  const token = await linkTokenOf(db, one.id)
  const foreign = Buffer.from(token, 'base64url')
  Buffer.from(await linkTokenOf(db, other.id), 'base64url').copy(foreign, 0, 0, 16)
  const swapped = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`
  const forged = linkToken(Buffer.alloc(32), one.id, 1)
  for (const wrong of [foreign.toString('base64url'), swapped, forged, '', 'x', `${token}A`, '../..'])
    expect(await complaintOfLink(db, wrong), wrong).toBeNull()
})

test('a reply tag is found in any case among other words, and only when we made it', async () => {
  const secret = await secretOf(db, 'links')
  const tag = replyTag(secret, 'AM-7Q2M4-K9TX3')
  expect(tag).toMatch(/^am-7q2m4-k9tx3-[0-9a-hjkmnp-tv-z]{10}$/)
  expect(referenceOfTag(secret, `care+${tag.toUpperCase()}@example.com`)).toBe('AM-7Q2M4-K9TX3')
  expect(referenceOfTag(secret, `Re: [${tag}] your complaint`)).toBe('AM-7Q2M4-K9TX3')
  expect(referenceOfTag(secret, 'Re: AM-7Q2M4-K9TX3')).toBeNull()
  expect(referenceOfTag(secret, replyTag(Buffer.alloc(32), 'AM-7Q2M4-K9TX3'))).toBeNull()
  expect(referenceOfTag(secret, tag.replace('7q2m4', '7q2m5'))).toBeNull()
})

test('the installation’s key is made once and stays', async () => {
  const { rows } = await sql<{ value: Buffer }>`select value from secrets where name = 'links'`.execute(db)
  expect(rows).toHaveLength(1)
  expect(await secretOf(db, 'links')).toEqual(rows[0]?.value)
  await expect(sql`update secrets set value = ${Buffer.alloc(32)}`.execute(db)).rejects.toThrow(/permission denied/)
})
