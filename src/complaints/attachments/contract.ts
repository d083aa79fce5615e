import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'

const When = z.iso.datetime()
const Which = z.object({ reference: z.string().min(1).max(60) })
const One = Which.extend({ id: z.uuid() })
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const Attachment = z.object({
  id: z.uuid(),
  messageId: z.uuid().nullable().describe('The message it belongs to; null: the complaint itself'),
  name: z.string(),
  mediaType: z.string().describe('What its content is, whatever its name says'),
  nameFits: z.boolean().describe('False when the name promises another kind of content'),
  isPicture: z.boolean().describe('Whether a browser may show it as a picture'),
  size: z.number().int().describe('Bytes'),
  sha256: z.string(),
  addedAt: When,
})
export type Attachment = z.infer<typeof Attachment>

nameShapes({ Attachment })

export const attachmentsContract = contract({
  readAttachmentLimits: {
    method: 'GET',
    path: '/api/v1/attachment-limits',
    summary: 'How large and how many files may be, and which kinds are refused',
    answer: {
      status: 200,
      shape: z.object({
        fileBytes: z.number().int(),
        files: z.number().int().describe('At once'),
        totalBytes: z.number().int().describe('Of all files of a complaint'),
        totalFiles: z.number().int().describe('That a complaint may have'),
        blocked: z.array(z.string()).describe('Extensions and media types'),
      }),
    },
  },
  listAttachments: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/attachments',
    summary: 'The files of a complaint and of its messages, oldest first; without those that were removed',
    params: Which,
    answer: { status: 200, shape: z.array(Attachment) },
  },
  attachFiles: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/attachments',
    summary:
      'Attach files to a complaint or to one of its messages: all of them or none. Success means they are on disk; the same file twice is attached once',
    params: Which,
    query: z.object({ message: z.uuid().optional().describe('The message they belong to') }),
    accepts: 'file',
    answer: { status: 201, shape: z.array(Attachment) },
  },
  downloadAttachment: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/attachments/:id',
    summary: 'An attached file, whole or in part (Range)',
    params: One,
    query: z.object({ show: flag.optional().describe('Show a picture where it stands, instead of saving it') }),
    answer: { status: 200, shape: 'stream', isRanged: true },
  },
  removeAttachment: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/attachments/:id',
    summary: 'Take a file away from a complaint; it can be restored until the day it is erased',
    params: One,
    answer: { status: 200, shape: z.object({ restorableUntil: When }) },
  },
  restoreAttachment: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/attachments/:id/restoration',
    summary: 'Bring back a file that was removed',
    params: One,
    answer: { status: 200, shape: Attachment },
  },
})
