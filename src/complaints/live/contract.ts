import { z } from 'zod'
import { contract } from '../../platform/http/contract.ts'

const Which = z.object({ reference: z.string().min(1).max(60) })
const Visit = z.uuid().describe('Made by the client, one for each page or window that shows the complaint')

export const Present = z.object({
  id: z.uuid(),
  name: z.string(),
  writing: z.boolean().describe('Whether they are writing to or about the customer now'),
})
export type Present = z.infer<typeof Present>

export const liveContract = contract({
  listenLive: {
    method: 'GET',
    path: '/api/v1/live',
    summary:
      'What others change, as it happens: server-sent events (text/event-stream). `hello` {missed, to}: whether something may ' +
      'have been missed since the last event, and whose stream it is; `news`: a list of {kind, id, …}, kind being complaint (with reference, version, isNew, ' +
      'by), many, mine, presence, missed and more to come; `alive` every half minute; `end` {reason}. Needs Accept: text/event-stream',
    headers: z.object({
      'last-event-id': z.string().max(100).optional().describe('The id of the last event received'),
    }),
    query: z.object({
      after: z.string().max(100).optional().describe('The same, for clients that cannot send the header'),
    }),
    answer: { status: 200, shape: 'stream', types: ['text/event-stream'] },
  },
  showPresence: {
    method: 'PUT',
    path: '/api/v1/complaints/:reference/presence',
    summary:
      'Say that I look at this complaint; answers who else does. Say it again every 15 seconds: after 45 I have left',
    params: Which,
    body: z.object({ visit: Visit, writing: z.boolean().default(false) }),
    answer: { status: 200, shape: z.object({ others: z.array(Present) }) },
  },
  endPresence: {
    method: 'DELETE',
    path: '/api/v1/complaints/:reference/presence',
    summary: 'Say that I look at this complaint no longer',
    params: Which,
    query: z.object({ visit: Visit }),
    answer: { status: 204, shape: null },
  },
})
