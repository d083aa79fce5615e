import { sql } from 'kysely'
import { type Branch, listBranches } from '../../journeys/store.ts'
import { type Database, insertRows, type Tx } from '../../platform/database/index.ts'
import type { ReturnMapping } from './contract.ts'
import type { ReturnDefinition } from './definition.ts'

export type Mapped = { product: Map<string, string>; cause: Map<string, string>; field: Map<string, string> }

/** In which of the regulator's groups our products and causes are, and which field answers which question. */
export async function readMapped(db: Database | Tx, definition: string): Promise<Mapped> {
  const { rows } = await sql<{ kind: keyof Mapped; ours: string; theirs: string }>`
    select kind, ours, theirs from return_mappings where definition = ${definition}`.execute(db)
  const of = (kind: keyof Mapped) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ ours, theirs }) => [ours, theirs]))
  return { product: of('product'), cause: of('cause'), field: of('field') }
}

/** Replaces what was said before; groups that the definition does not have are left out of it. */
export async function saveMapped(tx: Tx, definition: ReturnDefinition, given: ReturnMapping): Promise<void> {
  const known = (kind: 'groups' | 'causes') =>
    new Set(definition.kind === 'table' ? definition[kind].map(({ key }) => key) : [])
  const [groups, causes] = [known('groups'), known('causes')]
  const questions = new Set(definition.questions.map(({ key }) => key))
  const rows = [
    ...given.products.filter(({ theirs }) => groups.has(theirs)).map((row) => ({ kind: 'product', ...row })),
    ...given.causes.filter(({ theirs }) => causes.has(theirs)).map((row) => ({ kind: 'cause', ...row })),
    ...given.fields.filter(({ ours }) => questions.has(ours)).map((row) => ({ kind: 'field', ...row })),
  ]
  await sql`delete from return_mappings where definition = ${definition.key}`.execute(tx)
  await insertRows(
    tx,
    'return_mappings',
    rows.map((row) => ({ definition: definition.key, ...row })),
  )
}

/** The topmost product above each product. */
export async function topProducts(db: Database | Tx): Promise<Map<string, Branch>> {
  const products = await listBranches(db, 'products')
  const byId = new Map(products.map((product) => [product.id, product]))
  const top = (product: Branch): Branch => {
    const above = product.parentId ? byId.get(product.parentId) : undefined
    return above ? top(above) : product
  }
  return new Map(products.map((product) => [product.id, top(product)]))
}
