import { z } from 'zod'
import { ComplaintListItem, Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { endKinds, longestWhy, mostWhys } from './rules.ts'

const When = z.iso.datetime()
const WhyEnd = z.enum(endKinds)

const WhyGiven = z.object({
  id: z
    .uuid()
    .describe(
      'Made by the caller for a new one. One that was removed and has its id again comes back with its evidence',
    ),
  parentId: z.uuid().nullable().describe('Why that one happens; null: why the pothole is there'),
  text: z.string().trim().min(1).max(longestWhy),
  endsAt: WhyEnd.nullable().describe('What management can change there, so that the branch ends; null: ask further'),
  isNoPerson: z
    .boolean()
    .default(false)
    .describe('Somebody read the warning that these words are about a person, and says they are not'),
})
export type WhyGiven = z.infer<typeof WhyGiven>

const WhyEvidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('complaint'), id: z.uuid(), complaint: ComplaintListItem }),
  z.object({
    kind: z.literal('note'),
    id: z.uuid(),
    text: z.string(),
    url: z.string().nullable(),
    by: Named,
    at: When,
  }),
])
export type WhyEvidence = z.infer<typeof WhyEvidence>

const Participant = z.object({
  person: Named.nullable().describe('Somebody who works here'),
  name: z.string().nullable().describe('Somebody else'),
})

const WhyWhole = WhyGiven.extend({
  writtenBy: Named,
  writtenAt: When,
  personFound: z
    .array(z.object({ kind: z.enum(['name', 'blame']), words: z.string() }))
    .describe('Words that put a person where a cause belongs: a sign to ask further'),
  evidence: z.array(WhyEvidence),
})
export type WhyWhole = z.infer<typeof WhyWhole>

const WhyTree = z.object({
  whys: z.array(WhyWhole).describe('In the order of reading: each followed by what is below it'),
  participants: z.array(Participant),
  standing: z.object({
    branches: z.number().int(),
    open: z.array(z.uuid()).describe('Last whys of branches that must be asked further'),
    atPerson: z.array(z.uuid()).describe('Last whys that name or blame a person'),
    isFinished: z.boolean().describe('Every branch ends at something management can change, none at a person'),
  }),
  understoodAt: When.nullable().describe('Since when somebody answers for it that this is why'),
  version: z.number().int().describe('0: nobody has written anything yet'),
})
export type WhyTree = z.infer<typeof WhyTree>

nameShapes({ WhyEnd, WhyGiven, WhyEvidence, WhyParticipant: Participant, WhyWhole, WhyTree })

const Which = z.object({ id: z.uuid() })
const WhichWhy = Which.extend({ whyId: z.uuid() })
const whole = { status: 200, shape: WhyTree } as const

export const whysContract = contract({
  readWhys: {
    method: 'GET',
    path: '/api/v1/potholes/:id/whys',
    etag: true,
    summary: 'Why a pothole is there: the whys in branches, what shows each, where each branch ends, and who took part',
    params: Which,
    answer: whole,
  },
  saveWhys: {
    method: 'PUT',
    path: '/api/v1/potholes/:id/whys',
    ifMatch: true,
    etag: true,
    summary: 'Store the whys of a pothole as they are now, each with its place',
    description:
      'At most ten whys below each other. With an open branch the pothole is not understood any more. Evidence stays with the why that has the same id.',
    params: Which,
    body: z.object({ whys: z.array(WhyGiven).max(mostWhys) }),
    answer: whole,
  },
  sayUnderstood: {
    method: 'PUT',
    path: '/api/v1/potholes/:id/whys/understood',
    ifMatch: true,
    summary:
      'Say that these whys are why the pothole is there, or take that back; every branch must have come to its end',
    params: Which,
    body: z.object({ isUnderstood: z.boolean() }),
    answer: whole,
  },
  addWhyEvidence: {
    method: 'POST',
    path: '/api/v1/potholes/:id/whys/:whyId/evidence',
    summary: 'Add what shows that a why is so: a complaint, or a note with the address of where it is to be seen',
    params: WhichWhy,
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('complaint'), reference: z.string().trim().min(1).max(60) }),
      z.object({
        kind: z.literal('note'),
        text: z.string().trim().min(1).max(2000).describe('What was seen, measured, read or said'),
        url: z
          .url({ protocol: /^https?$/ })
          .max(2000)
          .nullish(),
      }),
    ]),
    answer: { status: 201, shape: WhyTree },
  },
  removeWhyEvidence: {
    method: 'DELETE',
    path: '/api/v1/potholes/:id/whys/:whyId/evidence/:evidenceId',
    summary: 'Take away what was to show a why',
    params: WhichWhy.extend({ evidenceId: z.uuid() }),
    answer: whole,
  },
  saveWhyParticipants: {
    method: 'PUT',
    path: '/api/v1/potholes/:id/whys/participants',
    ifMatch: true,
    summary: 'Say who took part in asking why',
    params: Which,
    body: z.object({
      participants: z
        .array(z.union([z.object({ personId: z.uuid() }), z.object({ name: z.string().trim().min(1).max(200) })]))
        .max(50),
    }),
    answer: whole,
  },
})
