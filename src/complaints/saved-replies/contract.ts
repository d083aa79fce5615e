import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'

const Given = z.strictObject({
  name: z.string().trim().min(1).max(100),
  language: z.enum(['en', 'ru']),
  text: z
    .string()
    .trim()
    .min(1)
    .max(10_000)
    .describe('What it suggests; {name}, {reference} and {owner} are filled in where it is used'),
  isShared: z.boolean().default(false).describe('Everyone sees it'),
})
export type SavedReplyGiven = z.infer<typeof Given>

export const SavedReply = z.object({
  id: z.uuid(),
  name: z.string(),
  language: z.enum(['en', 'ru']),
  text: z.string(),
  isShared: z.boolean(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  mayChange: z.boolean(),
  version: z.number().int(),
})
export type SavedReply = z.infer<typeof SavedReply>

const Id = z.object({ id: z.uuid() })

nameShapes({ SavedReply, SavedReplyGiven: Given })

export const savedRepliesContract = contract({
  listSavedReplies: {
    method: 'GET',
    path: '/api/v1/saved-replies',
    summary: 'Suggestions for writing to customers: mine and those for everyone, by name',
    answer: { status: 200, shape: z.array(SavedReply) },
  },
  addSavedReply: {
    method: 'POST',
    path: '/api/v1/saved-replies',
    summary: 'Save a suggestion for writing to customers, in one language',
    body: Given,
    answer: { status: 201, shape: SavedReply },
  },
  changeSavedReply: {
    method: 'PATCH',
    path: '/api/v1/saved-replies/:id',
    summary: 'Change a saved reply: who wrote it; one for everyone also managers and administrators',
    params: Id,
    ifMatch: true,
    etag: true,
    body: Given.partial().extend({ isShared: z.boolean().optional() }),
    answer: { status: 200, shape: SavedReply },
  },
  deleteSavedReply: {
    method: 'DELETE',
    path: '/api/v1/saved-replies/:id',
    summary: 'Delete a saved reply; it can be restored',
    params: Id,
    ifMatch: true,
    answer: { status: 204, shape: null },
  },
  restoreSavedReply: {
    method: 'DELETE',
    path: '/api/v1/saved-replies/:id/deletion',
    summary: 'Bring back a saved reply that was deleted',
    params: Id,
    answer: { status: 200, shape: SavedReply },
  },
})
