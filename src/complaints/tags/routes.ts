import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { editComplaint } from '../edit.ts'
import { complaintId, readComplaint } from '../read.ts'
import { actorOf, type ComplaintServices } from '../routes.ts'
import { tagsContract } from './contract.ts'
import { addTag, changeTag, listTags, mergeTag, readTag } from './store.ts'
import { changeTags } from './tagging.ts'

/** Adds the routes of tags. */
export function tagRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock }: Pick<ComplaintServices, 'db' | 'clock'>,
): void {
  implement(http, gate, tagsContract, {
    listTags: ({ query }) => listTags(db, query.counted === 'true'),
    addTag: async ({ body }) => readTag(db, await addTag(db, body, clock.now())),
    changeTag: async ({ params, body }) => {
      await inTransaction(db, (tx) => changeTag(tx, params.id, body, clock.now()))
      return readTag(db, params.id)
    },
    mergeTag: async ({ params, body }) => {
      await inTransaction(db, (tx) => mergeTag(tx, params.id, body.intoId, clock.now()))
      return readTag(db, body.intoId)
    },
    tagComplaint: async ({ params, body }, { caller, ifMatch }) => {
      const id = await complaintId(db, params.reference, caller)
      await editComplaint(db, id, ifMatch, (tx) =>
        changeTags(tx, { ...body, complaintId: id, actor: actorOf(caller), now: clock.now() }),
      )
      return readComplaint(db, id)
    },
  })
}
