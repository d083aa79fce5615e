import { type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import { type IfMatch, requireVersion } from '../platform/http/etag.ts'
import { lockComplaint } from './events.ts'

/**
 * Runs an edit of a complaint in a transaction. With If-Match the complaint is locked first and must still be that version
 * (its number of events), so that of edits that race only one gets through.
 * @throws Problem stale, complaint_not_found, and whatever `work` throws
 */
export function editComplaint<Result>(
  db: Database,
  complaintId: string,
  ifMatch: IfMatch,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return inTransaction(db, async (tx) => {
    if (ifMatch !== null) requireVersion(ifMatch, (await lockComplaint(tx, complaintId)).head.count)
    return work(tx)
  })
}
