import { RoutingDesk } from '../../src/complaints/routing/desk.ts'
import { connectImap } from '../../src/channels/email/imap/connect.ts'
import { takeNew } from '../../src/channels/email/imap/take-new.ts'
import { handleMails } from '../../src/channels/email/intake/handle.ts'
import { findMailbox } from '../../src/channels/email/mailboxes/store.ts'
import { settableClock } from '../../src/platform/clock.ts'
import { type Connection, connectAsApp } from '../../src/platform/database/index.ts'
import { openDiskStore } from '../../src/platform/files/index.ts'
import { usualLimits } from '../../src/platform/files/settings.ts'

export type ReadingOnce = {
  owner: Connection
  folder: string
  mailboxId: string
  port: number
  userName: string
  password: string
  now: string
}

// node --experimental-transform-types read-mailbox.ts READING: takes what is new in a mailbox and handles it, once, as the product does.
const { owner, folder, mailboxId, port, userName, password, now } = JSON.parse(process.argv[2] ?? '') as ReadingOnce
const db = await connectAsApp(owner)
const clock = settableClock(new Date(now))
const files = await openDiskStore(folder)
const services = { db, clock, files, limits: usualLimits, desk: new RoutingDesk(db, clock), ownAddress: null }
const place = { host: '127.0.0.1', port, security: 'plain' as const, folder: 'INBOX', userName }
const client = await connectImap({ ...place, secrets: { password }, oauth2: null })
await takeNew(services, client, await findMailbox(db, mailboxId))
client.close()
await handleMails(services)
await db.destroy()
