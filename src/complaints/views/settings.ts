import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Layout, ListSettings } from './contract.ts'

/** How somebody likes their lists; the usual way until they say. */
export async function readListSettings(db: Database | Tx, personId: string): Promise<ListSettings> {
  const { rows } = await sql<ListSettings>`
    select default_view as "defaultView", density, layouts from list_settings where person_id = ${personId}`.execute(db)
  return rows[0] ?? { defaultView: null, density: 'comfortable', layouts: {} }
}

type Change = {
  defaultView?: ListSettings['defaultView'] | undefined
  density?: ListSettings['density'] | undefined
  layout?: { view: string; layout: Layout | null } | undefined
}

/** Changes how somebody likes their lists; what is left out stays, also when two windows change something at once. */
export async function changeListSettings(tx: Tx, personId: string, change: Change): Promise<ListSettings> {
  const { defaultView, density, layout } = change
  await sql`insert into list_settings (person_id) values (${personId}) on conflict do nothing`.execute(tx)
  if (defaultView !== undefined)
    await sql`update list_settings set default_view = ${defaultView} where person_id = ${personId}`.execute(tx)
  if (density) await sql`update list_settings set density = ${density} where person_id = ${personId}`.execute(tx)
  if (layout) {
    const kept = layout.layout
      ? sql`layouts || ${JSON.stringify({ [layout.view]: layout.layout })}::jsonb`
      : sql`layouts - ${layout.view}::text`
    await sql`update list_settings set layouts = ${kept} where person_id = ${personId}`.execute(tx)
  }
  return readListSettings(tx, personId)
}
