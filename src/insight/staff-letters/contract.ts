import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'

export const StaffLetter = z.object({
  id: z.uuid(),
  to: z.object({ id: z.uuid(), name: z.string() }),
  dueAt: z.iso.datetime(),
  state: z
    .enum(['waiting', 'sending', 'sent', 'kept_here', 'failed', 'taken_back'])
    .describe('`taken_back`: who it was for had left or may read no reports; `kept_here`: there is no mail server'),
  sentAt: z.iso.datetime().nullable(),
  reason: z.string().nullable().describe('Why it has not left, in the words of the mail server'),
})
export type StaffLetter = z.infer<typeof StaffLetter>

nameShapes({ StaffLetter })

export const staffLettersContract = contract({
  retryStaffLetter: {
    method: 'POST',
    path: '/api/v1/staff-letters/:id/retry',
    summary: 'Try a letter to somebody who works here again, after it failed',
    params: z.object({ id: z.uuid() }),
    answer: { status: 204, shape: null },
  },
})
