import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import { cohenKappa, gwetAc1 } from '../stats/index.ts'
import { type CauseClass, causeClasses } from './rules.ts'

/** First coders' classes against second coders', over complaints that both coded (rows first, columns second). */
export async function readAgreement(db: Database) {
  const { rows } = await sql<{ first: CauseClass; second: CauseClass; n: number }>`
    select a.class as first, b.class as second, count(*) as n from codings a join codings b on b.complaint_id = a.complaint_id
    where a.pass = 1 and b.pass = 2 and a.standing = 'primary' and b.standing = 'primary' and a.superseded_at is null and b.superseded_at is null
    group by a.class, b.class`.execute(db)
  const matrix = causeClasses.map((first) =>
    causeClasses.map((second) => rows.find((row) => row.first === first && row.second === second)?.n ?? 0),
  )
  const n = rows.reduce((sum, row) => sum + row.n, 0)
  const agreed = rows.filter((row) => row.first === row.second).reduce((sum, row) => sum + row.n, 0)
  const kappa = n === 0 ? null : cohenKappa({ table: matrix })
  return {
    n,
    classes: [...causeClasses],
    matrix,
    observed: n === 0 ? null : agreed / n,
    kappa: kappa && { value: kappa.coefficient, low: kappa.low, high: kappa.high },
    ac1: n === 0 ? null : (gwetAc1({ table: matrix })?.coefficient ?? null),
  }
}
