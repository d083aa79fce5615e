import { sql } from 'kysely'
import { type Address, addressesOf } from '../../customers/store.ts'
import { brokeConstraint, type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { ImportedCustomer } from './imported-complaint.ts'

/** Whose a complaint is. `isMissing`: their row is still to be made, together with the complaint. */
export type CustomerOf = { id: string; isMissing: boolean }
export type NewCustomer = { id: string; name: string | null; created_at: Date }

type Stated = { customer: ImportedCustomer; own: Address[] }

const keyOf = ({ kind, address }: Address): string => `${kind}\n${address}`

/**
 * Finds or makes the customers of a batch by their addresses, in a transaction of its own: batches under way at the same
 * time then agree on who is who. Of whom only a name is known cannot be found again, so they come with their complaint.
 * @returns in the order given; null: not stated
 */
export async function customersOf(
  db: Database,
  given: (ImportedCustomer | null)[],
  now: Date,
): Promise<(CustomerOf | null)[]> {
  const stated = given.map((customer) => (customer ? { customer, own: addressesOf(customer) } : null))
  const addressed = stated.filter((each): each is Stated => each !== null && each.own.length > 0)
  const ids = addressed.length > 0 ? await agreedOn(db, addressed, now) : new Map<Stated, string>()
  return stated.map((each) => {
    const id = each && ids.get(each)
    if (id) return { id, isMissing: false }
    return each?.customer.name ? { id: newId(), isMissing: true } : null
  })
}

async function agreedOn(db: Database, stated: Stated[], now: Date): Promise<Map<Stated, string>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(db, async (tx) => {
        // One batch at a time looks and makes; otherwise two could make the same new customer.
        await sql`select pg_advisory_xact_lock(727301)`.execute(tx)
        return findOrMake(tx, stated, now)
      })
    } catch (error) {
      // A complaint that came by another way made the same customer: now we find them.
      if (attempt === 4 || !brokeConstraint(error, 'customer_addresses_pkey')) throw error
    }
  }
}

async function findOrMake(tx: Tx, stated: Stated[], now: Date): Promise<Map<Stated, string>> {
  const known = await knownAddresses(
    tx,
    stated.flatMap(({ own }) => own),
  )
  const customers: NewCustomer[] = []
  const addresses: { kind: string; address: string; customer_id: string }[] = []
  const ids = new Map<Stated, string>()
  for (const each of stated) {
    const found = each.own.map((address) => known.get(keyOf(address))).find(Boolean)
    const id = found ?? newId()
    ids.set(each, id)
    if (!found) customers.push({ id, name: each.customer.name, created_at: now })
    for (const address of each.own) {
      if (known.has(keyOf(address))) continue
      known.set(keyOf(address), id)
      addresses.push({ ...address, customer_id: id })
    }
  }
  await insertRows(tx, 'customers', customers)
  await insertRows(tx, 'customer_addresses', addresses)
  return ids
}

async function knownAddresses(tx: Tx, addresses: Address[]): Promise<Map<string, string>> {
  const { rows } = await sql<Address & { customer_id: string }>`
    select kind, address, customer_id from customer_addresses
    where (kind, address) in (select * from unnest(${addresses.map((each) => each.kind)}::text[], ${addresses.map((each) => each.address)}::text[]))`.execute(
    tx,
  )
  return new Map(rows.map((row) => [keyOf(row), row.customer_id]))
}
