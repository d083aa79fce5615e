import type { Database } from '../../platform/database/index.ts'
import { demonstratedPast, watchNow } from './nightly.ts'

/** Days on which something changed in the last minute are left for the next turn: an import would change them again. */
const quietSeconds = 60

/**
 * The nightly work as it is done in the background, at any hour: it looks whether a day or a week is over. A demonstration also
 * watches its past, once, so that whoever looks sees what would have been found.
 */
export async function watchInBackground(db: Database, now: Date, isStopping: () => boolean): Promise<void> {
  const past = await demonstratedPast(db)
  await watchNow(db, { now, isStopping, quietSeconds, ...(past && { past }) })
}
