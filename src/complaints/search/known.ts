import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { readReference } from '../reference.ts'
import type { Condition } from '../several.ts'
import { isNone } from './choices.ts'

const isAddress = (typed: string): boolean => /^[^\s@":]+@[^\s@":]+\.[^\s@":]+$/.test(typed)
const digitsOf = (typed: string): string => typed.replaceAll(/\D/g, '')
const isTelephone = (typed: string): boolean => /^[+\d][\d\s()./-]+$/.test(typed) && digitsOf(typed).length >= 7

/**
 * What was typed when it is the whole of something we know: the number of a complaint, an e-mail address, a telephone number.
 * Some words could be numbers, "complaints" is one: they are words unless a complaint has that number.
 * @returns a condition on complaints `c`, or null
 */
export async function knownCondition(db: Database, typed: string): Promise<Condition | null> {
  const id = await complaintNumbered(db, typed)
  if (id) return sql`c.id = ${id}`
  const customers = await customersAt(db, typed.trim())
  return customers.length === 0 ? null : sql`c.customer_id in (${sql.join(customers)})`
}

/** The id of the complaint whose number was typed. */
export async function complaintNumbered(db: Database, typed: string): Promise<string | null> {
  const reference = readReference(typed)
  if (!reference) return null
  const { rows } = await sql<{
    complaint_id: string
  }>`select complaint_id from complaint_references where reference = ${reference}`.execute(db)
  return rows[0]?.complaint_id ?? null
}

/** The customers with this e-mail address or telephone number, typed with its country or without. */
export async function customersAt(db: Database, typed: string): Promise<string[]> {
  if (isAddress(typed)) {
    const { rows } = await sql<{ id: string }>`
      select customer_id as id from customer_addresses where kind = 'email' and address = ${typed.toLowerCase()}`.execute(
      db,
    )
    return rows.map(({ id }) => id)
  }
  if (!isTelephone(typed)) return []
  const digits = digitsOf(typed)
  // 8 and +7 are the same prefix in Russia, 0 stands for the country elsewhere.
  const own = digits.replace(/^(00|0|8(?=\d{10}$))/, '')
  const { rows } = await sql<{ id: string; address: string }>`
    select customer_id as id, address from customer_addresses where kind = 'phone' and right(address, 7) = ${digits.slice(-7)} limit 50`.execute(
    db,
  )
  return rows
    .filter(({ address }) => digitsOf(address).endsWith(own) || own.endsWith(digitsOf(address).replace(/^0+/, '')))
    .map(({ id }) => id)
}

type Known = { condition: Condition; meant: string | null }

/** Complaints of a customer: by id, address, telephone number, the beginnings of a name in either alphabet, or a name like it. */
export async function customerCondition(db: Database, typed: string): Promise<Known> {
  if (isNone(typed)) return { condition: sql`c.customer_id is null`, meant: null }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(typed))
    return { condition: sql`c.customer_id = ${typed}`, meant: null }
  const known = await customersAt(db, typed)
  if (known.length > 0) return { condition: sql`c.customer_id in (${sql.join(known)})`, meant: null }
  const words = typed
    .split(/[\s,.;()/-]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.slice(0, 60))
    .slice(0, 6)
  for (const isGuess of [false, true]) {
    const likeness = sql.join(
      words.map(
        (word) =>
          sql`name_lexemes(name) @@ ${isGuess ? sql`similar_name_query(${word})` : sql`name_query(${word}, true)`}`,
      ),
      sql` and `,
    )
    const { rows } = await sql<{
      id: string
      name: string
    }>`select id, name from customers where ${likeness} limit ${mostListed}`.execute(db)
    if (rows.length === 0) continue
    const meant = isGuess ? (rows[0]?.name ?? null) : null
    // Few are written out, because the plan depends on which they are.
    if (rows.length < mostListed)
      return { condition: sql`c.customer_id in (${sql.join(rows.map(({ id }) => id))})`, meant }
    return { condition: sql`c.customer_id in (select id from customers where ${likeness})`, meant }
  }
  return { condition: sql`false`, meant: null }
}
const mostListed = 200

/** Complaints with a number here or where they come from, or the beginning of one. */
export async function numberCondition(db: Database, typed: string): Promise<Known> {
  const id = await complaintNumbered(db, typed)
  if (id) return { condition: sql`c.id = ${id}`, meant: null }
  const numbered = sql`c.id in (select n.complaint_id from complaint_search n where n.vector @@ number_query(${typed}, true))`
  return { condition: numbered, meant: null }
}
