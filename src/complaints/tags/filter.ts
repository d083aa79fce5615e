import { sql } from 'kysely'
import type { Several } from '../filter-shapes.ts'
import { anyAndNone, type Condition } from '../several.ts'

/** The condition on complaints whose id is `complaintId`: any of these tags, and none of those; `none`: no tag at all. */
export const tagCondition = (complaintId: Condition, tags: Several): Condition =>
  anyAndNone(tags, (values) => {
    const ids = values.filter((value) => value !== 'none')
    const carries = (which: Condition) => sql`exists (
      select 1 from complaint_tags ct where ct.complaint_id = ${complaintId} and ${which})`
    const parts = [
      ...(ids.length > 0 ? [carries(sql`ct.tag_id in (${sql.join(ids)})`)] : []),
      ...(ids.length < values.length ? [sql`not ${carries(sql`true`)}`] : []),
    ]
    return sql`(${sql.join(parts, sql` or `)})`
  })
