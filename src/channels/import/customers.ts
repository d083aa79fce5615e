import { sql } from 'kysely'
import { type Address, addressesOf } from '../../customers/store.ts'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { ImportedCustomer } from './imported-complaint.ts'

const keyOf = ({ kind, address }: Address): string => `${kind}\n${address}`

/**
 * Finds or makes the customers of a batch, in a transaction of its own: batches under way at the same time then agree on
 * who is who. @returns ids in the order given; null: not stated
 */
export async function customersOf(db: Database, given: (ImportedCustomer | null)[], now: Date): Promise<(string | null)[]> {
  const stated = given.map((customer) => ({ customer, own: customer ? addressesOf(customer) : [] }))
  if (!stated.some(({ customer, own }) => own.length > 0 || customer?.name)) return given.map(() => null)
  return inTransaction(db, async (tx) => {
    // One batch at a time looks and makes; otherwise two could make the same new customer.
    await sql`select pg_advisory_xact_lock(727301)`.execute(tx)
    return findOrMake(tx, stated, now)
  })
}

async function findOrMake(tx: Tx, stated: { customer: ImportedCustomer | null; own: Address[] }[], now: Date): Promise<(string | null)[]> {
  const known = await knownAddresses(tx, stated.flatMap(({ own }) => own))
  const customers: { id: string; name: string | null; created_at: Date }[] = []
  const addresses: { kind: string; address: string; customer_id: string }[] = []
  const ids = stated.map(({ customer, own }) => {
    if (!customer || (own.length === 0 && !customer.name)) return null
    const found = own.map((each) => known.get(keyOf(each))).find(Boolean)
    const id = found ?? newId()
    if (!found) customers.push({ id, name: customer.name, created_at: now })
    for (const each of own) {
      if (known.has(keyOf(each))) continue
      known.set(keyOf(each), id)
      addresses.push({ ...each, customer_id: id })
    }
    return id
  })
  await insertRows(tx, 'customers', customers)
  await insertRows(tx, 'customer_addresses', addresses, sql`on conflict do nothing`)
  return ids
}

async function knownAddresses(tx: Tx, addresses: Address[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map()
  const { rows } = await sql<Address & { customer_id: string }>`
    select kind, address, customer_id from customer_addresses
    where (kind, address) in (select * from unnest(${addresses.map((each) => each.kind)}::text[], ${addresses.map((each) => each.address)}::text[]))`.execute(tx)
  return new Map(rows.map((row) => [keyOf(row), row.customer_id]))
}
