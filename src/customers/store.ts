import { sql } from 'kysely'
import { z } from 'zod'
import { type Database, prepared, type Tx } from '../platform/database/index.ts'
import { pageOf, readPlace } from '../platform/http/pages.ts'
import { newId } from '../platform/ids.ts'

export type AddressKind = 'email' | 'phone' | 'external'
export type Address = { kind: AddressKind; address: string }
/** What someone told us of a customer; any part may be missing. */
export type CustomerGiven = {
  name?: string | null
  email?: string | null
  phone?: string | null
  externalId?: string | null
}
export type Customer = { id: string; name: string | null; language: string | null; addresses: Address[] }

/** The addresses by which we recognise a customer, in one spelling. Nothing given: none, an anonymous customer. */
export function addressesOf(given: CustomerGiven): Address[] {
  const addresses: Address[] = []
  if (given.email?.trim()) addresses.push({ kind: 'email', address: given.email.trim().toLowerCase() })
  if (given.phone?.trim()) addresses.push({ kind: 'phone', address: given.phone.replace(/[^\d+]/g, '') })
  if (given.externalId?.trim()) addresses.push({ kind: 'external', address: given.externalId.trim() })
  return addresses.filter((each) => each.address !== '')
}

/** Who a complaint is from: somebody known or not yet, with the addresses that are new of them. */
export type Recognised = { id: string; isNew: boolean; name: string | null; newAddresses: Address[] }

/**
 * Recognises customers by what was given of them; the e-mail address counts before the number, and who is new is new once.
 * Stores nothing: whoever stores the complaints stores new customers with them, and two who do so at once break
 * customer_addresses_pkey.
 * @returns in the order given; null where nothing at all was given: an anonymous complaint
 */
export async function recognise(db: Database | Tx, given: (CustomerGiven | null)[]): Promise<(Recognised | null)[]> {
  const asked = given.map((each) => (each ? addressesOf(each) : []))
  const owners = await ownersOf(db, asked.flat())
  return given.map((each, index) => {
    const addresses = asked[index] ?? []
    const name = each?.name?.trim() || null
    if (addresses.length === 0) return name ? { id: newId(), isNew: true, name, newAddresses: [] } : null
    const knownBy = addresses.map((address) => owners.get(keyOf(address))).find(Boolean)
    const newAddresses = addresses.filter((address) => !owners.has(keyOf(address)))
    const id = knownBy ?? newId()
    for (const address of newAddresses) owners.set(keyOf(address), id)
    return { id, isNew: !knownBy, name, newAddresses }
  })
}

const keyOf = ({ kind, address }: Address): string => `${kind} ${address}`

async function ownersOf(db: Database | Tx, addresses: Address[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map()
  const { rows } = await sql<Address & { customer_id: string }>`${prepared}
    select kind, address, customer_id from customer_addresses where (kind, address) in (
      select * from unnest(${addresses.map(({ kind }) => kind)}::text[], ${addresses.map(({ address }) => address)}::text[]))`.execute(
    db,
  )
  return new Map(rows.map((row) => [keyOf(row), row.customer_id]))
}

const customerRows = sql`
  select c.id, c.name, c.language,
    coalesce((select json_agg(json_build_object('kind', a.kind, 'address', a.address) order by a.kind)
      from customer_addresses a where a.customer_id = c.id), '[]') as addresses
  from customers c`

/** A customer with every address, or null. */
export async function findCustomer(db: Database | Tx, id: string): Promise<Customer | null> {
  const { rows } = await sql<Customer>`${customerRows} where c.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Customers, newest first, a page at a time; of those `given`, whoever has all of the addresses. @throws Problem cursor_unreadable */
export async function listCustomers(
  db: Database,
  { cursor, limit, given }: { cursor?: string; limit: number; given: CustomerGiven },
): Promise<{ items: Customer[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.uuid()]))
  const conditions = addressesOf(given).map(
    ({ kind, address }) =>
      sql`c.id in (select customer_id from customer_addresses where kind = ${kind} and address = ${address})`,
  )
  if (after) conditions.push(sql`c.id < ${after[0]}::uuid`)
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const { rows } = await sql<Customer>`${customerRows} ${where} order by c.id desc limit ${limit + 1}`.execute(db)
  return pageOf(rows, limit, ({ id }) => [id])
}
