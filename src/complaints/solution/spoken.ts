import { sql } from 'kysely'
import { onlyRow, type Tx } from '../../platform/database/index.ts'
import type { Language } from '../../platform/texts/index.ts'

/** The language we speak to a customer in: theirs, else that of the complaint, where we speak it; else the company's. */
export async function spokenTo(tx: Tx, complaintId: string): Promise<Language> {
  const { rows } = await sql<{ theirs: string | null; ours: Language }>`
    select coalesce(cu.language, c.language) as theirs, o.language as ours
    from complaints c left join customers cu on cu.id = c.customer_id, organization o where c.id = ${complaintId}`.execute(
    tx,
  )
  const { theirs, ours } = onlyRow({ rows })
  return theirs === 'en' || theirs === 'ru' ? theirs : ours
}
