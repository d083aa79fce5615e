import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { noticeKinds } from './rules.ts'

export const Notice = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  complaint: z.object({ id: z.uuid(), reference: z.string() }).nullable().describe('What it is about'),
  by: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('Who caused it, or whose complaint it is'),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Notice = z.infer<typeof Notice>

nameShapes({ Notice })

export const noticesContract = contract({
  listNotices: {
    method: 'GET',
    path: '/api/v1/notices',
    summary: 'What I should know of, newest first, a page at a time; kept for 180 days',
    query: z.object(paging(20, 100)),
    answer: { status: 200, shape: pageShape(Notice) },
  },
  countNotices: {
    method: 'GET',
    path: '/api/v1/notices/count',
    summary: 'How many of my notices are unread, counted to 100 at the most',
    answer: { status: 200, shape: z.object({ unread: z.number().int() }) },
  },
  readNotices: {
    method: 'POST',
    path: '/api/v1/notices/read',
    summary: 'Mark notices of mine as read: these, those about a complaint, or all until a time',
    body: z.union([
      z.object({ ids: z.array(z.uuid()).min(1).max(100) }).strict(),
      z.object({ complaintId: z.uuid() }).strict(),
      z.object({ until: z.iso.datetime({ offset: true }) }).strict(),
    ]),
    example: { body: { until: '2026-03-02T09:00:00Z' } },
    answer: { status: 204, shape: null },
  },
})
