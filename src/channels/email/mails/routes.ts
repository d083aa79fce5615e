import type { FastifyInstance, FastifyReply } from 'fastify'
import { servedType } from '../../../complaints/attachments/rules.ts'
import { complaintId, isVisible } from '../../../complaints/read.ts'
import { personOf } from '../../../complaints/routes.ts'
import { cleanFileName } from '../../../platform/files/file-name.ts'
import { disposition } from '../../../platform/http/download.ts'
import { type Caller, type Gate, implement } from '../../../platform/http/server.ts'
import { Problem } from '../../../platform/problem.ts'
import { type MailItem, mailContract } from '../contract.ts'
import { readKept } from '../intake/handle.ts'
import { readMail } from '../reading/read-mail.ts'
import type { MailServices } from '../services.ts'
import { dismissMail, takeWaiting, waitAgain } from './decisions.ts'
import { mailPage } from './page.ts'
import { shownMail, withPictures } from './shown.ts'
import { complaintOfMail, countWaiting, findMail, listComplaintMails, listMails, referenceOf } from './store.ts'

/** Adds the routes of messages: those that wait for a person, and the originals behind complaints. */
export function mailRoutes(http: FastifyInstance, gate: Gate, services: MailServices): void {
  const { db } = services
  const open = async (id: string, caller: Caller) => {
    const item = await seenBy(services, id, caller)
    return { item, bytes: await readKept(services, item.id) }
  }

  implement(http, gate, mailContract, {
    listMails: ({ query }) => listMails(db, query),
    countMails: () => countWaiting(db),
    readMail: async ({ params }, { caller }) => {
      const { item, bytes } = await open(params.id, caller)
      return shownMail(item, await readMail(bytes))
    },
    showMail: async ({ params, query }, { caller, reply }) => {
      const { bytes } = await open(params.id, caller)
      const { html, files } = await readMail(bytes)
      if (html === null) throw new Problem('not_found', 'mail_has_no_page')
      const { page, policy } = mailPage(withPictures(html, files), query.pictures === 'all')
      return reply
        .header('cache-control', 'private, no-cache')
        .header('content-security-policy', policy)
        .header('referrer-policy', 'no-referrer')
        .type('text/html; charset=utf-8')
        .send(page)
    },
    downloadMail: async ({ params }, { caller, reply }) => {
      const { item, bytes } = await open(params.id, caller)
      const name = cleanFileName(`${item.subject || 'mail'}.eml`)
      return send(reply, { bytes, name, type: 'message/rfc822' })
    },
    downloadMailFile: async ({ params }, { caller, reply }) => {
      const { bytes } = await open(params.id, caller)
      const file = (await readMail(bytes)).files[params.number]
      if (!file) throw new Problem('not_found', 'file_missing')
      const { name, mediaType } = file
      return send(reply, { bytes: Buffer.from(file.bytes), name: cleanFileName(name), type: servedType(mediaType) })
    },
    decideMail: async ({ params, body }, { caller }) => {
      const personId = personOf(caller)
      const { id } = await findMail(db, params.id)
      if (body.becomes === 'waiting') await waitAgain(services, id)
      else if (body.becomes === 'dismissed' || body.becomes === 'spam') {
        await dismissMail(services, { id, personId, isSpam: body.becomes === 'spam' })
      } else {
        const into = body.becomes === 'message' ? { complaintId: await complaintId(db, body.reference, caller) } : null
        return { reference: await referenceOf(db, await takeWaiting(services, { id, personId, into })) }
      }
      return { reference: null }
    },
    listComplaintMails: async ({ params }, { caller }) =>
      listComplaintMails(db, await complaintId(db, params.reference, caller)),
  })
}

/** A message of a complaint is for whoever sees the complaint; one that waits, for those who look after customers. */
async function seenBy({ db }: MailServices, id: string, caller: Caller): Promise<MailItem> {
  const item = await findMail(db, id)
  const belongsTo = await complaintOfMail(db, id)
  const isOpen = caller.kind === 'system' || ['agent', 'manager', 'administrator'].includes(caller.role)
  if (belongsTo ? await isVisible(db, belongsTo, caller) : isOpen) return item
  throw new Problem('not_found', 'mail_not_found')
}

function send(reply: FastifyReply, { bytes, name, type }: { bytes: Buffer; name: string; type: string }): FastifyReply {
  return reply
    .header('cache-control', 'private, no-cache')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', disposition('attachment', name))
    .type(type)
    .send(bytes)
}
