import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { sql } from 'kysely'
import type { FileServices } from '../../../complaints/attachments/incoming.ts'
import { notify } from '../../../people/notices/notify.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import { newId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/live/index.ts'
import { log } from '../../../platform/log.ts'
import { repeatedly } from '../../../platform/repeatedly.ts'
import type { Seal } from '../../../platform/sealing.ts'
import { accountOf } from '../mailboxes/account.ts'
import { explainFailure, retryAfter } from '../mailboxes/rules.ts'
import { findMailbox, type MailboxRow, noteFailure, noteReached } from '../mailboxes/store.ts'
import { MailboxTrouble } from '../mailboxes/trouble.ts'
import { connectImap } from './connect.ts'
import { takeNew } from './take-new.ts'

export type WatchServices = FileServices & {
  seal: Seal
  /** Told that messages were kept. */
  wake: () => void
}

/** A server that does not say when something comes (no IDLE), or whose word got lost, is asked so often. */
const askMilliseconds = 60_000
const lookMilliseconds = 3000
/** A process that ended holds its mailboxes no longer than this. */
const holdMilliseconds = 90_000

type Reader = { version: number; stop: () => Promise<void> }

/**
 * Reads every mailbox that is connected and not paused, each over a connection of its own that waits for the mail server to say
 * that something came. Of several processes one reads a mailbox.
 */
export function watchMailboxes(services: WatchServices): { look: () => Promise<void>; stop: () => Promise<void> } {
  const { db, clock } = services
  const me = newId()
  const readers = new Map<string, Reader>()
  let underWay: Promise<void> = Promise.resolve()

  const lookOnce = async () => {
    const held = await hold(services, me)
    for (const [id, reader] of readers) {
      if (held.get(id) === reader.version) continue
      readers.delete(id)
      await reader.stop()
    }
    for (const [id, version] of held) if (!readers.has(id)) readers.set(id, { version, ...beginReading(services, id) })
  }
  // One after the other, or two would begin the same reader.
  const look = () => (underWay = underWay.catch(() => {}).then(lookOnce))
  const looking = repeatedly(lookMilliseconds, look)
  return {
    look,
    stop: async () => {
      await looking.stop()
      await underWay.catch(() => {})
      await Promise.all([...readers.values()].map((reader) => reader.stop()))
      await sql`update mailboxes set held_by = null, held_until = ${clock.now()} where held_by = ${me}`.execute(db)
    },
  }
}

/** Takes the mailboxes that nobody else reads. @returns the version of each by its id: when it grows it is connected anew */
async function hold({ db, clock }: WatchServices, me: string): Promise<Map<string, number>> {
  const now = clock.now()
  const { rows } = await sql<{ id: string; version: number }>`
    update mailboxes set held_by = ${me}, held_until = ${new Date(now.getTime() + holdMilliseconds)}
    where way = 'imap' and paused_at is null and removed_at is null and (held_by is null or held_by = ${me} or held_until < ${now})
    returning id, version`.execute(db)
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Reads a mailbox until it is stopped, and again after whatever goes wrong. */
function beginReading(services: WatchServices, id: string): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const read = async () => {
    while (!signal.aborted) {
      try {
        await readUntilBroken(services, id, signal)
      } catch (error) {
        const wait = await recordFailure(services, id, error).catch(() => 15_000)
        await pause(wait, undefined, { signal, ref: false }).catch(() => {})
      }
    }
  }
  const reading = read()
  return {
    stop: () => {
      stopping.abort()
      return reading
    },
  }
}

async function readUntilBroken(services: WatchServices, id: string, signal: AbortSignal): Promise<void> {
  const mailbox = await findMailbox(services.db, id)
  const client = await connectImap(accountOf(services, mailbox))
  const news = listen(client, signal)
  const hangUp = () => client.close()
  signal.addEventListener('abort', hangUp)
  try {
    while (!signal.aborted) {
      news.begin()
      await readOnce(services, client, mailbox)
      await news.wait()
      if (!client.usable && !signal.aborted) throw Object.assign(new Error('closed'), { code: 'EConnectionClosed' })
    }
  } finally {
    signal.removeEventListener('abort', hangUp)
    client.close()
  }
}

async function readOnce(services: WatchServices, client: ImapFlow, mailbox: MailboxRow): Promise<void> {
  const { db, clock } = services
  const kept = await takeNew(services, client, mailbox)
  await noteReached(db, mailbox.id, clock.now())
  if (kept > 0) services.wake()
}

/** Waits until the server says that something came since `begin`, the connection ends, or it is time to ask. */
function listen(client: ImapFlow, signal: AbortSignal): { begin: () => void; wait: () => Promise<void> } {
  let waiting = new AbortController()
  const end = () => waiting.abort()
  client.on('exists', end)
  client.on('close', end)
  return {
    begin: () => {
      waiting = new AbortController()
    },
    wait: async () => {
      if (!client.usable || signal.aborted) return
      await pause(askMilliseconds, undefined, { signal: waiting.signal, ref: false }).catch(() => {})
    },
  }
}

/** @returns milliseconds until it is worth trying again */
async function recordFailure(services: WatchServices, id: string, error: unknown): Promise<number> {
  const { db, clock } = services
  const now = clock.now()
  const trouble =
    error instanceof MailboxTrouble ? error.trouble : explainFailure(error as Error, { signIn: 'password' })
  log.warn('a mailbox cannot be read', { mailbox: id, error })
  const failures = await inTransaction(db, async (tx) => {
    const noted = await noteFailure(tx, id, trouble, now)
    if (noted.isToTell) {
      const { rows } = await sql<{ id: string }>`select id from people where role = 'administrator' and active`.execute(
        tx,
      )
      const personIds = rows.map((row) => row.id)
      await notify(tx, { personIds, kind: 'mailbox_failing', complaintId: null, detail: { mailbox_id: id }, now })
    }
    return noted.failures
  })
  publish(db, { kind: 'mailboxes' })
  return retryAfter(failures)
}
