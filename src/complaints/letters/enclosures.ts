import { buffer } from 'node:stream/consumers'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { Mail } from '../../platform/mailer.ts'
import { listAttachments } from '../attachments/store.ts'

/** Bytes of all files of a letter: written for the wire they are a third more, and many mail servers take 25 MB. */
const mostBytes = 18_000_000

type Of = { complaintId: string; messageId: string | null }
type Enclosures = { enclosed: NonNullable<Mail['attachments']>; left: string[] }

/**
 * The files of the message that a letter carries.
 * @returns those that fit into a letter, and the names of those that do not
 * @throws Problem files_away, file_missing
 */
export async function enclosuresOf(
  db: Database,
  files: FileStore,
  { complaintId, messageId }: Of,
): Promise<Enclosures> {
  const found: Enclosures = { enclosed: [], left: [] }
  if (!messageId) return found
  const attached = (await listAttachments(db, complaintId)).filter((each) => each.messageId === messageId)
  let room = mostBytes
  for (const { id, name, mediaType, size } of attached) {
    if (size > room) {
      found.left.push(name)
      continue
    }
    room -= size
    found.enclosed.push({ filename: name, contentType: mediaType, content: await buffer(await files.get(id)) })
  }
  return found
}
