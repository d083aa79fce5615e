import { z } from 'zod'
import { Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { issueLanguages, issueStates } from './rules.ts'

const When = z.iso.datetime()
const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const Language = z.enum(issueLanguages)
const IssueState = z
  .enum(issueStates)
  .describe('`checking`: the repair is live and being checked; `proven`: it worked; `not_planned`: no repair is meant')

const words = (most: number) => z.string().trim().max(most).default('')
const IssueWords = z.strictObject({
  title: words(160).describe('What fails, in a line'),
  fails: words(2000).describe('What a customer sees'),
  hits: words(1000).describe('Whom it hits'),
  workaround: words(2000).describe('What helps until then'),
  repair: words(2000).describe('What is being done about it, or why nothing is'),
  said: words(1000).describe('How customers say it: found by these words, shown to nobody'),
})
const noWords = { title: '', fails: '', hits: '', workaround: '', repair: '', said: '' }
const IssueContent = z.strictObject({
  state: IssueState.default('looking'),
  release: z.string().trim().min(1).max(100).nullable().default(null).describe('The version with the repair'),
  dueOn: Day.nullable().default(null).describe('The day by which it is repaired'),
  productIds: z.array(z.uuid()).max(20).default([]),
  texts: z.strictObject({ en: IssueWords.default(noWords), ru: IssueWords.default(noWords) }),
})

const Findings = z
  .array(
    z.object({
      language: Language,
      part: z.string(),
      code: z.string(),
      severity: z.enum(['block', 'warn']),
      words: z.string(),
    }),
  )
  .describe('What the reply checker says of it: `block` keeps it from being published')

export const KnownIssue = z.object({
  potholeId: z.uuid(),
  content: IssueContent.describe('What is being written; what is published, where nothing is'),
  isDraft: z.boolean().describe('What is written differs from what is published'),
  advice: Findings,
  published: z
    .object({
      slug: z.string(),
      url: z.string(),
      state: IssueState,
      number: z.int(),
      firstAt: When,
      at: When,
      by: Named.nullable().describe('null: taken back by the product, because it was no longer so'),
    })
    .nullable(),
  stateAsked: IssueState.nullable().describe('What the record of the pothole says, where the page says otherwise'),
  checkedAt: When.nullable(),
  checkEveryDays: z.int(),
  isOld: z.boolean().describe('Nobody looked for longer than that whether it is still so'),
  withdrawnAt: When.nullable(),
  subscribers: z.int(),
  letters: z.object({ waiting: z.int(), sent: z.int(), failed: z.int() }),
  version: z.int(),
})
export type KnownIssue = z.infer<typeof KnownIssue>

/** What the public sees. */
export const PublicIssue = z.object({
  slug: z.string(),
  url: z.string(),
  language: Language.describe('The one asked for, where it is written in it'),
  title: z.string(),
  fails: z.string(),
  hits: z.string(),
  workaround: z.string(),
  repair: z.string(),
  state: IssueState,
  stateWords: z.string(),
  release: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  isLate: z.boolean().describe('The day named for the repair has passed without one'),
  products: z.array(z.string()),
  firstAt: When,
  changedAt: When,
  checkedAt: When,
})
export type PublicIssue = z.infer<typeof PublicIssue>

const Change = z.object({ at: When, state: IssueState, words: z.string() })
export const PublicIssueWhole = PublicIssue.extend({
  history: z.array(Change).describe('How its state changed, newest first'),
})
export type PublicIssueWhole = z.infer<typeof PublicIssueWhole>

export const SuggestedIssue = PublicIssue.extend({
  isItsPothole: z.boolean().describe('The complaint shows this pothole; else words alike'),
  reply: z.string().describe('Ready to stand in an answer, in the language of the complaint'),
})
export type SuggestedIssue = z.infer<typeof SuggestedIssue>

nameShapes({ KnownIssue, PublicIssue, PublicIssueWhole, SuggestedIssue, IssueState, IssueContent, IssueWords })

const Which = z.object({ id: z.uuid() })
const language = Language.optional().describe('Else the browser’s')
const whole = { status: 200, shape: KnownIssue } as const

export const knownIssuesContract = contract({
  readKnownIssue: {
    method: 'GET',
    path: '/api/v1/potholes/:id/known-issue',
    etag: true,
    summary: 'What the public is told of a pothole, and what is being written of it',
    params: Which,
    answer: whole,
  },
  writeKnownIssue: {
    method: 'PUT',
    path: '/api/v1/potholes/:id/known-issue',
    ifMatch: true,
    etag: true,
    summary: 'Write what the public is to be told of a pothole; nobody outside sees it before it is published',
    params: Which,
    body: z.object({ content: IssueContent, checkEveryDays: z.int().min(1).max(365).optional() }),
    answer: whole,
  },
  publishKnownIssue: {
    method: 'POST',
    path: '/api/v1/potholes/:id/known-issue/publication',
    ifMatch: true,
    etag: true,
    summary: 'Publish what is written; whoever asked for news is written to when its state changed',
    description:
      'Refused where words are missing, where it blames or dodges (codes B and D of the reply checker), names one of us, or tells of a repair that the record of the pothole does not have.',
    params: Which,
    answer: whole,
  },
  withdrawKnownIssue: {
    method: 'DELETE',
    path: '/api/v1/potholes/:id/known-issue/publication',
    ifMatch: true,
    etag: true,
    summary: 'Withdraw a known issue: its page says so, and nothing of it is shown; it can be published again',
    params: Which,
    answer: whole,
  },
  confirmKnownIssue: {
    method: 'POST',
    path: '/api/v1/potholes/:id/known-issue/check',
    summary: 'Say that somebody looked and it is still so; the page tells the day',
    params: Which,
    answer: whole,
  },
  suggestKnownIssues: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/known-issues',
    summary: 'Published known issues that a complaint may be about, for the answer to it; that of its pothole first',
    params: z.object({ reference: z.string() }),
    answer: { status: 200, shape: z.array(SuggestedIssue) },
  },
  listKnownIssues: {
    method: 'GET',
    path: '/api/v1/known-issues',
    summary: 'Known issues that are published, those not repaired first',
    query: z.object({ language, product: z.uuid().optional() }),
    answer: { status: 200, shape: z.array(PublicIssue) },
  },
  readPublishedIssue: {
    method: 'GET',
    path: '/api/v1/known-issues/:slug',
    summary: 'One known issue as the public sees it, with how its state changed',
    params: z.object({ slug: z.string() }),
    query: z.object({ language }),
    answer: { status: 200, shape: PublicIssueWhole },
  },
  matchKnownIssues: {
    method: 'POST',
    path: '/api/v1/known-issues/matches',
    summary: 'Known issues that somebody may be writing about, the likeliest first, at most three',
    body: z.object({
      text: z.string().max(50_000),
      productId: z.uuid().nullish().describe('The product they chose; an issue of another is left out'),
      language,
    }),
    example: { body: { text: 'My parcel was late again', language: 'en' } },
    answer: { status: 200, shape: z.array(PublicIssue) },
  },
})
