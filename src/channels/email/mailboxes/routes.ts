import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { hashOf, newToken } from '../../../people/tokens.ts'
import { type Gate, implement } from '../../../platform/http/server.ts'
import { Problem } from '../../../platform/problem.ts'
import { type Language, text } from '../../../platform/texts/index.ts'
import { type Mailbox, mailboxesContract } from '../contract.ts'
import type { MailServices } from '../services.ts'
import { columnsGiven, tryMailbox } from './connecting.ts'
import { findMailbox, insertMailbox, listMailboxes, type MailboxRow, removeMailbox, updateMailbox } from './store.ts'

/** Adds the routes of mailboxes. */
export function mailboxRoutes(http: FastifyInstance, gate: Gate, services: MailServices): void {
  const { db, clock, changed } = services
  const show = async (row: MailboxRow, language: Language) => toMailbox(row, await countOf(services, row.id), language)

  implement(http, gate, mailboxesContract, {
    listMailboxes: async (_input, { caller }) =>
      Promise.all((await listMailboxes(db)).map((row) => show(row, caller.language))),
    testMailbox: async ({ body }) =>
      tryMailbox(services, body.imap, body.mailboxId ? await findMailbox(db, body.mailboxId) : null),
    addMailbox: async ({ body }, { caller, reply }) => {
      const { imap } = body
      if (imap) await tryMailbox(services, imap, null)
      const door = imap ? null : newToken()
      const given = { ...body, imap: imap && columnsGiven(services, imap, null), doorHash: door ? hashOf(door) : null }
      const id = await insertMailbox(db, given, clock.now())
      changed()
      reply.header('location', `/api/v1/mailboxes/${id}`)
      return { mailbox: await show(await findMailbox(db, id), caller.language), door }
    },
    changeMailbox: async ({ params, body }, { caller }) => {
      const stored = await findMailbox(db, params.id)
      const { name = stored.name, address = stored.address, imap, paused } = body
      if (imap && stored.way === 'forward') throw new Problem('unprocessable', 'mailbox_is_forwarded')
      // Before it is stored: what cannot be read is not what somebody meant.
      if (imap) await tryMailbox(services, imap, stored)
      const pausedAt = paused === undefined ? stored.pausedAt : paused ? (stored.pausedAt ?? clock.now()) : null
      const columns = imap ? columnsGiven(services, imap, stored) : null
      await updateMailbox(db, params.id, { name, address, imap: columns, pausedAt })
      changed()
      return show(await findMailbox(db, params.id), caller.language)
    },
    removeMailbox: async ({ params }) => {
      await removeMailbox(db, params.id, clock.now())
      changed()
      return undefined
    },
  })
}

async function countOf({ db }: MailServices, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mails where mailbox_id = ${id} and state <> 'repeated'`.execute(db)
  return rows[0]?.count ?? 0
}

function toMailbox(row: MailboxRow, mails: number, language: Language): Mailbox {
  const { id, name, address, begins, way, host, port, security, folder, userName, tokenAddress, clientId } = row
  const oauth2 = tokenAddress && clientId ? { tokenAddress, clientId } : null
  const isImap = way === 'imap' && host && port && security && folder && userName
  return {
    id,
    name,
    address,
    begins,
    imap: isImap ? { host, port, security, folder, userName, oauth2 } : null,
    state: row.pausedAt ? 'paused' : row.failingSince ? 'failing' : row.reachedAt ? 'reading' : 'new',
    createdAt: row.createdAt.toISOString(),
    reachedAt: row.reachedAt?.toISOString() ?? null,
    trouble: troubleOf(row, language),
    mails,
  }
}

function troubleOf({ failingSince, failure, host, port, folder }: MailboxRow, language: Language): Mailbox['trouble'] {
  if (!failingSince || !failure) return null
  const values = { host: host ?? '', port: String(port ?? ''), folder: folder ?? '', said: failure.said || '–' }
  return {
    since: failingSince.toISOString(),
    explanation: text(language, `problem.${failure.key}`, values),
    said: failure.said,
  }
}
