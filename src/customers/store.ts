import { sql } from 'kysely'
import { type Database, prepared, type Tx } from '../platform/database/index.ts'
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
 * Recognises a customer by what was given of them; the e-mail address counts before the number. Stores nothing: whoever
 * stores the complaint stores a new customer with it, and two who do so at once break customer_addresses_pkey.
 * @returns null when nothing at all was given: an anonymous complaint
 */
export async function recognise(db: Database | Tx, given: CustomerGiven | null): Promise<Recognised | null> {
  const addresses = given ? addressesOf(given) : []
  const name = given?.name?.trim() || null
  if (addresses.length === 0) return name ? { id: newId(), isNew: true, name, newAddresses: [] } : null
  const { rows } = await sql<Address & { customer_id: string }>`${prepared}
    select kind, address, customer_id from customer_addresses
    where (kind, address) in (${sql.join(addresses.map((each) => sql`(${each.kind}, ${each.address})`))})`.execute(db)
  const knownBy = addresses.map((each) => rows.find((row) => row.kind === each.kind)).find(Boolean)
  const newAddresses = addresses.filter((each) => !rows.some((row) => row.kind === each.kind))
  return { id: knownBy?.customer_id ?? newId(), isNew: !knownBy, name, newAddresses }
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
