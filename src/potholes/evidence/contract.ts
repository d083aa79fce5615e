import { z } from 'zod'
import { ComplaintListItem, Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { Pothole, PotholeGiven } from '../record/contract.ts'

const When = z.iso.datetime()

export const Evidence = z.object({
  complaint: ComplaintListItem,
  how: z.enum(['picked', 'rule']).describe('Picked by somebody, or found by the rule'),
  foundAt: When,
  answer: z.enum(['accepted', 'rejected']).nullable(),
  answeredAt: When.nullable(),
  answeredBy: Named.nullable(),
})
export type Evidence = z.infer<typeof Evidence>

const References = z.array(z.string().min(1).max(60)).min(1).max(500).describe('References of complaints')

export const EvidenceAnswered = z.object({
  done: z.number().int(),
  already: z.number().int().describe('It was so already'),
  refused: z
    .array(
      z.object({
        reference: z.string(),
        why: z
          .enum(['not_found', 'shows_another', 'closed_by_it'])
          .describe('`closed_by_it`: it reached management and closed because it shows this pothole'),
        pothole: Named.nullable().describe('The other one that it shows'),
      }),
    )
    .describe('Nothing happened to these'),
  left: z.number().int().describe('Proposed ones that still wait for an answer'),
})
export type EvidenceAnswered = z.infer<typeof EvidenceAnswered>

export const PotholeGuess = z.object({
  id: z.uuid(),
  name: z.string(),
  statement: z.string(),
  owner: Named,
  dueOn: z.iso.date(),
  complaints: z.number().int(),
  fits: z
    .enum(['rule', 'alike'])
    .nullable()
    .describe('`rule`: its rule counts this complaint; `alike`: others of the same product, issue or cause show it'),
})
export type PotholeGuess = z.infer<typeof PotholeGuess>

nameShapes({ Evidence, EvidenceAnswered, PotholeGuess })

const Which = z.object({ id: z.uuid() })

export const evidenceContract = contract({
  listEvidence: {
    method: 'GET',
    path: '/api/v1/potholes/:id/evidence',
    summary: 'Complaints that show a pothole, that may show it and wait for an answer, or that were found not to',
    params: Which,
    query: z.object({ ...paging(20, 100), answer: z.enum(['waiting', 'accepted', 'rejected']).default('waiting') }),
    answer: {
      status: 200,
      shape: pageShape(Evidence).extend({
        leftOut: z.number().int().describe('Complaints that matched the rule and were not proposed: it is broad'),
        searchedAt: When.nullable().describe('When the rule was last looked for'),
      }),
    },
  },
  pickEvidence: {
    method: 'POST',
    path: '/api/v1/potholes/:id/evidence',
    summary: 'Say of complaints that they show this pothole',
    params: Which,
    body: z.object({ complaints: References }),
    answer: { status: 200, shape: EvidenceAnswered },
  },
  answerEvidence: {
    method: 'POST',
    path: '/api/v1/potholes/:id/evidence/answers',
    summary:
      'Say of complaints whether they show this pothole: of these, or of some hundred of all that wait (again, until none is left)',
    params: Which,
    body: z
      .object({
        answer: z.enum(['accepted', 'rejected']),
        complaints: References.optional(),
        all: z.literal(true).optional(),
      })
      .refine(({ complaints, all }) => (complaints === undefined) !== (all === undefined), {
        message: 'field.needed',
        path: ['complaints'],
      }),
    answer: { status: 200, shape: EvidenceAnswered },
  },
  searchEvidence: {
    method: 'POST',
    path: '/api/v1/potholes/:id/evidence/search',
    summary: 'Propose all complaints of the last year that match the rule, some thousand at a time',
    params: Which,
    body: z.object({}),
    answer: { status: 200, shape: z.object({ proposed: z.number().int(), left: z.number().int() }) },
  },
  guessPotholes: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/potholes',
    summary: 'Open potholes that a complaint may show, the likeliest first',
    params: z.object({ reference: z.string() }),
    answer: { status: 200, shape: z.array(PotholeGuess) },
  },
  mergePothole: {
    method: 'POST',
    path: '/api/v1/potholes/:id/merging',
    ifMatch: true,
    summary:
      'Merge a pothole into another: its complaints show that one from now on; what was found out stays with it to be read',
    params: Which,
    body: z.object({ intoId: z.uuid() }),
    answer: { status: 200, shape: Pothole },
  },
  splitPothole: {
    method: 'POST',
    path: '/api/v1/potholes/:id/splitting',
    summary: 'Open another pothole with some of the evidence of this one',
    params: Which,
    body: PotholeGiven.omit({ origin: true, originRef: true, complaints: true }).extend({ complaints: References }),
    answer: { status: 201, shape: Pothole },
  },
})
