import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/index.ts'
import { secretOf } from '../../../platform/secret.ts'

type Hook = { secret: string; madeAt: Date; madeBy: { id: string; name: string } | null }

/** The secret that programs sign with; null before the first was made. */
export async function readHook(db: Database): Promise<Hook | null> {
  const { rows } = await sql<{ generation: number; madeAt: Date; madeBy: Hook['madeBy'] }>`
    select h.generation, h.made_at as "madeAt", case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as "madeBy"
    from release_hook h left join people p on p.id = h.made_by`.execute(db)
  const row = rows[0]
  if (!row) return null
  const key = await secretOf(db, 'release_hook')
  const secret = createHmac('sha256', key).update(`generation ${row.generation}`).digest('base64url')
  return { secret, madeAt: row.madeAt, madeBy: row.madeBy }
}

/** Makes the secret, or the next one. */
export async function renewHook(
  db: Database,
  { personId, now }: { personId: string | null; now: Date },
): Promise<void> {
  await sql`
    insert into release_hook (generation, made_at, made_by) values (1, ${now}, ${personId})
    on conflict (only_row) do update set generation = release_hook.generation + 1, made_at = excluded.made_at, made_by = excluded.made_by`.execute(
    db,
  )
}
