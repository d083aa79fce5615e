import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import { fieldValueOf, type SeriesKind } from './kinds.ts'

type Words = { en: string; ru: string }
/** What a series is called: the name of what it counts, and for a field also the field's. */
export type SeriesName = { name: string | Words | null; of: Words | null }
type Row = { id: string; kind: SeriesKind; key: string; label: string | null }

/** The names of series, by their ids. Of all complaints and of partners the kind says everything. */
export async function namesOf(db: Database | Tx, ids: string[]): Promise<Map<string, SeriesName>> {
  const { rows } = await sql<Row & { topic: string | Words | null }>`
    select s.id, s.kind, s.key, s.label, case s.kind
        when 'product' then (select to_jsonb(p.name) from products p where p.id::text = s.key)
        when 'issue' then (select to_jsonb(i.name) from issues i where i.id::text = s.key)
        when 'step' then (select j.name from journey_steps j where j.id::text = s.key)
        when 'cause' then (select a.name from causes a where a.id::text = s.key)
      end as topic
    from series s where s.id = any (${ids}::uuid[])`.execute(db)
  const fields = await optionsOf(db, rows)
  return new Map(
    rows.map(({ id, kind, key, label, topic }): [string, SeriesName] => {
      if (kind === 'field') return [id, fields(key)]
      return [id, { name: kind === 'words' ? (label ?? key) : topic, of: null }]
    }),
  )
}

async function optionsOf(db: Database | Tx, rows: Row[]): Promise<(key: string) => SeriesName> {
  const ids = rows.filter(({ kind }) => kind === 'field').map(({ key }) => fieldValueOf(key).fieldId)
  if (ids.length === 0) return () => ({ name: null, of: null })
  const { rows: fields } = await sql<{ id: string; label: Words; options: { code: string; label: Words }[] }>`
    select id, label, options from field_definitions where id = any (${ids}::uuid[])`.execute(db)
  return (key) => {
    const { fieldId, value } = fieldValueOf(key)
    const field = fields.find(({ id }) => id === fieldId)
    const option = field?.options.find(({ code }) => code === value)
    return { name: option?.label ?? value, of: field?.label ?? null }
  }
}
