import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inTransaction } from '../../platform/database/index.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { fileNeeded, readParts } from '../../platform/http/upload.ts'
import { actorOf } from '../routes.ts'
import { complaintId } from '../read.ts'
import { attachmentsContract } from './contract.ts'
import { type Arrived, blockedBy, type FileServices, forget, takeIn } from './incoming.ts'
import { attachArrived } from './attaching.ts'
import { sendFile } from './sending.ts'
import { findAttachment, listAttachments, refuseTooMuch, removeAttachment, restoreAttachment } from './store.ts'

/** Adds the routes of attachments. Whoever may see a complaint may see its files, and nobody else. */
export function attachmentRoutes(http: FastifyInstance, gate: Gate, services: FileServices): void {
  const { db, clock, limits } = services
  const find = (reference: string, caller: Caller) => complaintId(db, reference, caller)

  implement(http, gate, attachmentsContract, {
    readAttachmentLimits: () => {
      const { fileBytes, files, totalBytes, totalFiles } = limits
      return { fileBytes, files, totalBytes, totalFiles, blocked: [...blockedBy(limits)] }
    },
    listAttachments: async ({ params }, { caller }) => listAttachments(db, await find(params.reference, caller)),
    attachFiles: async ({ params, query }, { caller, request }) => {
      const id = await find(params.reference, caller)
      // Before a byte is read: a complaint that is full takes nothing.
      await refuseTooMuch(db, id, limits, 1)
      const arrived = await receiveAll(services, request)
      const attaching = { complaintId: id, messageId: query.message ?? null, files: arrived, actor: actorOf(caller) }
      return attachArrived(services, attaching)
    },
    downloadAttachment: async ({ params, query }, { caller, request, reply }) => {
      const found = await findAttachment(db, await find(params.reference, caller), params.id)
      return sendFile(services, found, { isShown: query.show === true && found.isPicture, request, reply })
    },
    removeAttachment: async ({ params }, { caller }) => {
      const id = await find(params.reference, caller)
      const change = { complaintId: id, id: params.id, actor: actorOf(caller), now: clock.now() }
      const { removedAt } = await inTransaction(db, (tx) => removeAttachment(tx, change))
      const until = removedAt.getTime() + limits.keepRemovedDays * 86_400_000
      return { restorableUntil: new Date(until).toISOString() }
    },
    restoreAttachment: async ({ params }, { caller }) => {
      const id = await find(params.reference, caller)
      const change = { complaintId: id, id: params.id, actor: actorOf(caller), now: clock.now() }
      return inTransaction(db, (tx) => restoreAttachment(tx, change))
    },
  })
}

/** Every file of a request, or none. @throws Problem file_needed and what `readParts` and `takeIn` refuse */
async function receiveAll(services: FileServices, request: FastifyRequest): Promise<Arrived[]> {
  const { limits } = services
  const arrived: Arrived[] = []
  try {
    await readParts(request, limits, async (part) => {
      if (part.kind === 'field') return
      arrived.push(await takeIn(services, part.fileName, part.content, limits.fileBytes))
    })
    if (arrived.length === 0) throw fileNeeded()
    return arrived
  } catch (error) {
    await forget(
      services,
      arrived.map((each) => each.id),
    )
    throw error
  }
}
