/**
 * Takes folders of e-mails in as the product does, twice, into an installation of its own that is gone afterwards: what became of
 * them, and whether the second time changes anything.
 *   npm run bench mail-intake -- FOLDER-OR-FILE…
 * Messages are files ending in .eml or .msg, or starting with a header; what is named itself is one in any case.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { handleMails } from '../src/channels/email/intake/handle.ts'
import { keepMail } from '../src/channels/email/intake/keep.ts'
import { insertMailbox } from '../src/channels/email/mailboxes/store.ts'
import { RoutingDesk } from '../src/complaints/routing/desk.ts'
import { insertOrganization } from '../src/people/organization.ts'
import { insertPerson } from '../src/people/store.ts'
import { settableClock } from '../src/platform/clock.ts'
import { connectAsApp, type Database, inTransaction, migrate } from '../src/platform/database/index.ts'
import { openDiskStore } from '../src/platform/files/index.ts'
import { usualLimits } from '../src/platform/files/settings.ts'
import { startEmbedded } from '../src/platform/postgres/index.ts'
import { productFolder } from '../src/platform/root.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'amends-bench-mail-'))
const postgres = await startEmbedded({ dataFolder: join(folder, 'postgres') })
try {
  await migrate(postgres.connection, join(productFolder, 'db', 'migrations'))
  const db = await connectAsApp(postgres.connection)
  const paths = process.argv.slice(2).flatMap(messagesIn)
  for (const turn of ['first time', 'second time']) await takeIn(db, paths, turn)
  await db.destroy()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function takeIn(db: Database, paths: string[], turn: string): Promise<void> {
  const clock = settableClock(new Date())
  const files = await openDiskStore(join(folder, 'files'))
  const services = { db, clock, files, limits: usualLimits, desk: new RoutingDesk(db, clock), ownAddress: null }
  const mailboxId = await mailboxFor(db, turn, clock.now())
  const started = performance.now()
  for (const path of paths) {
    const bytes = readFileSync(path)
    await keepMail(services, { mailboxId, at: null, bytes, arrivedAt: clock.now() })
    await handleMails(services)
    // Else most would wait as too many from one sender.
    clock.advance(5 * 60_000)
  }
  say(`${turn}: ${paths.length} messages in ${Math.round((performance.now() - started) / 100) / 10} s`)
  const { rows } = await sql<{ count: number; what: string }>`
    select count(*)::int as count, m.state || coalesce(': ' || cm.became, ': ' || m.reason, '') as what
    from mails m left join complaint_mails cm on cm.id = m.id where m.mailbox_id = ${mailboxId} group by 2 order by 2`.execute(
    db,
  )
  for (const { count, what } of rows) say(`${String(count).padStart(6)}  ${what}`)
  const { rows: all } = await sql<Record<string, number>>`
    select (select count(*)::int from complaints) as complaints, (select count(*)::int from messages) as messages,
      (select count(*)::int from attachments) as attachments, (select coalesce(sum(left_out), 0)::int from complaint_mails) as "left out",
      (select count(*)::int from complaints where text like '%' || chr(65533) || '%') as "complaints with unreadable characters",
      (select count(*)::int from letters) as letters`.execute(db)
  say(
    `in all: ${Object.entries(all[0] ?? {})
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}`,
  )
}

/** A mailbox of its own for each turn, as when the same mail comes to two addresses. */
async function mailboxFor(db: Database, name: string, now: Date): Promise<string> {
  await inTransaction(db, async (tx) => {
    const { rows } = await sql`select 1 from organization`.execute(tx)
    if (rows.length > 0) return
    const person = { name: 'Ann', email: 'ann@example.com', role: 'agent', language: 'en', passwordHash: null } as const
    const lastResortId = await insertPerson(tx, person, now)
    await insertOrganization(tx, { name: 'Bench', language: 'en', demonstration: false, lastResortId })
  })
  const address = `${name.replaceAll(' ', '-')}@bench.example`
  return insertMailbox(db, { name, address, begins: 'all', imap: null, doorHash: null }, now)
}

function messagesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  const paths = readdirSync(path)
    .sort()
    .map((name) => join(path, name))
  return paths.flatMap((each) => (statSync(each).isDirectory() || isMessage(each) ? messagesIn(each) : []))
}

function isMessage(path: string): boolean {
  if (/\.(eml|msg)$/i.test(path)) return true
  if (/\.(out|xml|txt|bin|csv|html)$|_decoded/i.test(path)) return false
  return /^(From \S|[A-Za-z-]{2,40}: )/.test(readFileSync(path, 'latin1').slice(0, 200))
}
