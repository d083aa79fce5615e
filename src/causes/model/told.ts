import { sql } from 'kysely'

/** What a model knows of a complaint: words, and what it is about. Not the step: it is filled in by who codes the cause. */
export type Told = {
  words: string | null
  product: string | null
  broader: string | null
  issue: string | null
  wider: string | null
}

/** Of complaints `c` with `toldFrom`; longer texts are cut where the classifier stops reading. */
export const toldColumns = sql`
  nullif(btrim(concat_ws(' ', c.title, left(c.text, 8000))), '') as words,
  c.product_id as product, pr.parent_id as broader, c.issue_id as issue, si.parent_id as wider`
export const toldFrom = sql`complaints c left join products pr on pr.id = c.product_id left join issues si on si.id = c.issue_id`

/** The facts of a complaint: its product and issue, and what these are part of. */
export function factsOf({ product, broader, issue, wider }: Told): string[] {
  const products = [product, broader].flatMap((id) => (id === null ? [] : [`product:${id}`]))
  const issues = [issue, wider].flatMap((id) => (id === null ? [] : [`issue:${id}`]))
  return [...products, ...issues]
}
