import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'

export type AddressKind = 'email' | 'phone' | 'external'
export type Address = { kind: AddressKind; address: string }
/** What someone told us of a customer; any part may be missing. */
export type CustomerGiven = { name?: string | null; email?: string | null; phone?: string | null; externalId?: string | null }
export type Customer = { id: string; name: string | null; language: string | null; addresses: Address[] }

/** The addresses by which we recognise a customer, in one spelling. Nothing given: none, an anonymous customer. */
export function addressesOf(given: CustomerGiven): Address[] {
  const addresses: Address[] = []
  if (given.email?.trim()) addresses.push({ kind: 'email', address: given.email.trim().toLowerCase() })
  if (given.phone?.trim()) addresses.push({ kind: 'phone', address: given.phone.replace(/[^\d+]/g, '') })
  if (given.externalId?.trim()) addresses.push({ kind: 'external', address: given.externalId.trim() })
  return addresses.filter((each) => each.address !== '')
}

/** The customer known by any of the addresses; the e-mail address counts before the number. */
export async function findByAddress(db: Database | Tx, addresses: Address[]): Promise<string | null> {
  if (addresses.length === 0) return null
  const { rows } = await sql<{ customer_id: string; kind: string }>`
    select customer_id, kind from customer_addresses
    where (kind, address) in (${sql.join(addresses.map((each) => sql`(${each.kind}, ${each.address})`))})`.execute(db)
  const first = addresses.map((each) => rows.find((row) => row.kind === each.kind)).find(Boolean)
  return first?.customer_id ?? null
}

/**
 * Finds the customer by what was given of them, or makes one, and keeps addresses that are new.
 * Nothing given at all: null, an anonymous complaint. Two at once for one new address: one of them breaks
 * customer_addresses_pkey and must be run again.
 */
export async function ensureCustomer(db: Database | Tx, given: CustomerGiven, language: string | null, now: Date): Promise<string | null> {
  const addresses = addressesOf(given)
  const known = await findByAddress(db, addresses)
  if (!known && addresses.length === 0 && !given.name?.trim()) return null
  const id = known ?? newId()
  if (!known) {
    await sql`insert into customers (id, name, language, created_at) values (${id}, ${given.name?.trim() || null}, ${language}, ${now})`.execute(db)
  }
  for (const { kind, address } of addresses) {
    await sql`insert into customer_addresses (kind, address, customer_id) values (${kind}, ${address}, ${id})
      on conflict (kind, address) do nothing`.execute(db)
  }
  return id
}

/** A customer with every address, or null. */
export async function findCustomer(db: Database | Tx, id: string): Promise<Customer | null> {
  const { rows } = await sql<{ id: string; name: string | null; language: string | null; addresses: Address[] }>`
    select c.id, c.name, c.language,
      coalesce((select json_agg(json_build_object('kind', a.kind, 'address', a.address) order by a.kind)
        from customer_addresses a where a.customer_id = c.id), '[]') as addresses
    from customers c where c.id = ${id}`.execute(db)
  return rows[0] ?? null
}
