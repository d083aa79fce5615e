import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect } from 'vitest'
import { type Product, startProduct } from './product.ts'
import { RoutingDesk } from '../../src/complaints/routing/desk.ts'
import { openDiskStore } from '../../src/platform/files/index.ts'
import { usualLimits } from '../../src/platform/files/settings.ts'
import { newId } from '../../src/platform/ids.ts'
import { handleMails, type IntakeServices } from '../../src/channels/email/intake/handle.ts'
import { keepMail } from '../../src/channels/email/intake/keep.ts'
import { insertMailbox } from '../../src/channels/email/mailboxes/store.ts'

/** What one writes of a message; the rest is filled in. */
export type Written = {
  from?: string
  to?: string
  subject?: string
  text?: string
  messageId?: string | null
  headers?: string[]
  /** Files by their names. */
  files?: Record<string, string>
}

/** A message as mail servers pass it on. Every one has a Message-ID of its own unless it is given one, or `null` for none. */
export function written({ from = 'Bo Berg <bo@example.org>', to = 'care@example.com', ...rest }: Written): Buffer {
  const { subject = 'My parcel', text = 'My parcel is late.', messageId, headers = [], files = {} } = rest
  const id = messageId === undefined ? `${newId()}@example.org` : messageId
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 2 Mar 2026 08:00:00 +0000',
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    ...headers,
    'MIME-Version: 1.0',
  ]
  const parts = Object.entries(files).map(([name, content]) => [
    `Content-Type: application/octet-stream; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64'),
  ])
  const words = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text]
  if (parts.length === 0) return Buffer.from([...head, ...words].join('\r\n'))
  const body = [words, ...parts].flatMap((part) => ['--part', ...part])
  return Buffer.from(
    [...head, 'Content-Type: multipart/mixed; boundary="part"', '', ...body, '--part--', ''].join('\r\n'),
  )
}

export type MailProduct = Product & {
  services: IntakeServices
  mailboxId: string
  /** Keeps a message, lets it be handled, and tells what became of it. */
  deliver: (mail: Written | Buffer, forwardedTo?: string[]) => Promise<Outcome>
  /** Waits until nothing is left to be handled. */
  settle: () => Promise<void>
  outcomeOf: (id: string) => Promise<Outcome>
}
export type Outcome = {
  id: string
  state: string
  reason: string | null
  became: string | null
  reference: string | null
}

/** The product with an address whose mail is forwarded to it, `care@example.com`. Call it at the top of a test file. */
export async function startMailProduct(): Promise<MailProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-mail-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const files = await openDiskStore(folder)
  const product = await startProduct({ files })
  const { db, clock } = product
  const services = {
    db,
    clock,
    files,
    limits: usualLimits,
    desk: new RoutingDesk(db, clock),
    ownAddress: 'letters@example.com',
  }
  const given = { name: 'Care', address: 'care@example.com', begins: 'now' as const, imap: null, doorHash: null }
  const mailboxId = await insertMailbox(db, given, new Date('2026-01-01'))
  const settle = async () => {
    await handleMails(services)
    // The product handles mail in the background too, and may be at one of them.
    await expect.poll(async () => countStored(product), { timeout: 15_000 }).toBe(0)
  }
  const outcomeOf = (id: string) => readOutcome(product, id)
  const deliver: MailProduct['deliver'] = async (mail, forwardedTo = []) => {
    const bytes = Buffer.isBuffer(mail) ? mail : written(mail)
    const id = await keepMail(services, { mailboxId, at: null, bytes, arrivedAt: clock.now(), forwardedTo })
    await settle()
    return outcomeOf(id ?? '')
  }
  return { ...product, services, mailboxId, deliver, settle, outcomeOf }
}

async function countStored({ db }: Product): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from mails where state = 'stored'`.execute(db)
  return rows[0]?.count ?? 0
}

async function readOutcome({ db }: Product, id: string): Promise<Outcome> {
  const { rows } = await sql<Outcome>`
    select m.id, m.state, m.reason, cm.became, c.reference
    from mails m left join complaint_mails cm on cm.id = m.id left join complaints c on c.id = cm.complaint_id
    where m.id = ${id}`.execute(db)
  if (!rows[0]) throw new Error(`There is no message ${id}`)
  return rows[0]
}
