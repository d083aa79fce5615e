import { z } from 'zod'
import { Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { rejectReasons } from './list.ts'
import { placeholders, toldStages, toldStates, waysByHand } from './rules.ts'

const When = z.iso.datetime()
const Count = z.int()
const Language = z.enum(['en', 'ru'])
const Stage = z
  .enum(toldStages)
  .describe(
    '`earlier`: before the repair is proven, and said as such; `proven`: once it is. Each person gets one letter of each at the most',
  )
const State = z
  .enum(toldStates)
  .describe(
    '`kept_here`: no mail server is set, so they do not have it; `unreachable`: nobody can reach them, for a reason; `refused`: they want no such letters',
  )
const Source = z
  .enum(['complained', 'matching', 'listed'])
  .describe(
    '`complained`: their complaint shows the pothole; `matching`: it matches its rule and nobody looked; `listed`: they did not complain',
  )

const Words = z.strictObject({ subject: z.string().trim().min(1).max(300), body: z.string().trim().min(1).max(20_000) })
const Settings = {
  perHour: z.int().min(1).max(20_000).describe('Letters an hour'),
  alsoMatching: z.boolean().describe('Also those whose complaints match the rule and that nobody looked at'),
}

const ToldWords = z.object({
  language: Language,
  subject: z.string(),
  body: z.string(),
  isOwn: z.boolean().describe('Whether a manager wrote them'),
  hinders: z
    .enum(['told_words_unfit', 'told_words_blame'])
    .nullable()
    .describe('Why no letter leaves with these words'),
  isChangeFromFix: z
    .boolean()
    .describe('`{change}` is as the fix was written down, because the known issue has no words in this language'),
})

export const Telling = z.object({
  stage: Stage,
  stageNow: Stage.describe('The one that fits what is known of the repair'),
  hindrance: z.enum(['proven', 'not_proven', 'closed']).nullable().describe('Why letters of this stage may not leave'),
  state: z.enum(['not_begun', 'running', 'stopped']),
  ...Settings,
  begunAt: When.nullable(),
  begunBy: Named.nullable(),
  stoppedAt: When.nullable(),
  stoppedBecause: z.enum(['by_hand', 'proven', 'not_proven', 'closed']).nullable(),
  toldAt: When.nullable().describe('When everyone was told that the repair is proven'),
  people: Count.describe('Everybody who was hit, each once'),
  outstanding: Count.describe('For whom something is still to be done'),
  replied: Count,
  sources: z.object({
    complained: Count,
    matching: Count.describe('Whether they are among those told or not'),
    listed: Count,
  }),
  states: z.array(z.object({ state: State, people: Count })),
  toTell: z.array(z.object({ language: Language, people: Count })).describe('Who waits for a letter, by its language'),
  words: z.array(ToldWords),
  placeholders: z.array(z.object({ name: z.enum(placeholders.map(({ name }) => name)), needed: z.boolean() })),
  delivery: z.enum(['server', 'mailbox']).describe('`mailbox`: no mail server is set, letters are kept here'),
})
export type Telling = z.infer<typeof Telling>

export const ToldPerson = z.object({
  key: z.string(),
  source: Source,
  name: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  language: Language.nullable(),
  reference: z.string().nullable().describe('Of their complaint'),
  words: z.string().nullable().describe('How what they told us begins; of those listed, what happened to them'),
  state: State,
  isReplied: z.boolean(),
  reason: z.string().nullable().describe('What the mail server said, or why nobody can reach them'),
  isUnsure: z.boolean().describe('Of one that failed: it may have arrived'),
  how: z.enum(['letter', ...waysByHand]).nullable(),
  at: z.string().nullable().describe('A moment; of what was done by hand, a day'),
  toldBy: Named.nullable(),
})
export type ToldPerson = z.infer<typeof ToldPerson>

const ToldPreview = z.object({
  of: Count.describe('How many get it in this language'),
  person: z
    .object({ name: z.string().nullable(), address: z.string().nullable(), reference: z.string().nullable() })
    .nullable(),
  subject: z.string(),
  text: z.string(),
  flaws: z.array(z.object({ field: z.enum(['subject', 'body']), message: z.string() })),
})

const Which = z.object({ id: z.uuid() })
const Staged = z.object({ stage: Stage.optional().describe('The one that fits now, when left out') })
const path = (rest = '') => `/api/v1/potholes/:id/telling${rest}`
const whole = { status: 200, shape: Telling } as const
const done = { status: 200, shape: z.object({ people: Count }) } as const
const Keys = z.array(z.string().max(60)).min(1).max(500)

nameShapes({ Telling, ToldPerson, ToldPreview, ToldWords })

export const toldContract = contract({
  readTelling: {
    method: 'GET',
    path: path(),
    summary: 'Telling everybody whom a pothole hit: who they are, what they are told, and how far that has come',
    params: Which,
    query: Staged,
    answer: whole,
  },
  listToldPeople: {
    method: 'GET',
    path: path('/people'),
    summary: 'Everybody whom a pothole hit, each once, with how they stand',
    params: Which,
    query: Staged.extend({ ...paging(50, 200), state: State.optional() }),
    answer: { status: 200, shape: pageShape(ToldPerson) },
  },
  writeToldWords: {
    method: 'PUT',
    path: path('/words/:stage/:language'),
    summary: 'Say in the company’s own words what everybody is told; blame and dodging are refused',
    params: Which.extend({ stage: Stage, language: Language }),
    body: Words,
    example: { body: { subject: 'It is repaired', body: '{told_us}\n\n{change}\n\n{proof}\n\n{thanks}' } },
    answer: whole,
  },
  resetToldWords: {
    method: 'DELETE',
    path: path('/words/:stage/:language'),
    summary: 'Let the letter say what the product says by itself',
    params: Which.extend({ stage: Stage, language: Language }),
    answer: whole,
  },
  previewTold: {
    method: 'POST',
    path: path('/preview'),
    summary: 'The letter to one of those who wait for it, with these words, and what is wrong with the words',
    params: Which,
    body: z.strictObject({
      stage: Stage,
      language: Language,
      subject: z.string().max(300),
      body: z.string().max(20_000),
      place: z.int().min(0).default(0).describe('Which of them, from 0'),
    }),
    example: { body: { stage: 'proven', language: 'en', subject: 'It is repaired', body: '{told_us}\n\n{proof}' } },
    answer: { status: 200, shape: ToldPreview },
  },
  sendToldTest: {
    method: 'POST',
    path: path('/test'),
    summary: 'Send such a letter to oneself, as one of them would get it',
    params: Which,
    body: Words.extend({
      stage: Stage,
      language: Language,
      to: z.email().nullish().describe('My own address when not given'),
    }),
    example: {
      body: {
        stage: 'proven',
        language: 'en',
        subject: 'It is repaired',
        body: '{told_us}\n\n{proof}',
        to: 'me@example.com',
      },
    },
    answer: { status: 200, shape: z.object({ to: z.string(), delivery: z.enum(['server', 'mailbox']) }) },
  },
  setTelling: {
    method: 'PUT',
    path: path(),
    summary: 'Say how fast letters leave and to whom, before they do or while they do',
    params: Which,
    body: z.strictObject({ stage: Stage, ...Settings }),
    answer: whole,
  },
  beginTelling: {
    method: 'POST',
    path: path('/sending'),
    summary: 'Begin to tell everybody, or go on after a stop: letters leave at the pace given',
    params: Which,
    body: z.strictObject({ stage: Stage, ...Settings }),
    answer: whole,
  },
  stopTelling: {
    method: 'DELETE',
    path: path('/sending'),
    summary: 'Stop at once: nothing more leaves, and what has not left is taken back',
    params: Which,
    query: Staged,
    answer: whole,
  },
  retryTold: {
    method: 'POST',
    path: path('/retries'),
    summary: 'Put letters in line again that did not arrive',
    description: 'Without `people`: all that failed, but for those that may have arrived.',
    params: Which,
    body: z.strictObject({ stage: Stage, people: Keys.nullish() }),
    example: { body: { stage: 'proven' } },
    answer: done,
  },
  tellByHand: {
    method: 'POST',
    path: path('/by-hand'),
    summary: 'Record that somebody told them by telephone, by post or in person, or why nobody can',
    params: Which,
    body: z.strictObject({
      stage: Stage,
      people: z.union([Keys, z.literal('no_address').describe('All whose e-mail address we do not know')]),
      how: z.enum(waysByHand),
      on: z.iso.date(),
      toldBy: z.uuid().nullish().describe('Myself when not given'),
      note: z.string().trim().max(2000).nullish().describe('Of `unreachable`: why; needed'),
    }),
    example: {
      body: {
        stage: 'proven',
        people: ['customer.0198f7a2-0000-7000-8000-000000000001'],
        how: 'telephone',
        on: '2026-03-02',
      },
    },
    answer: done,
  },
  importAffected: {
    method: 'POST',
    path: path('/affected'),
    summary: 'Add customers who were hit and did not complain: a CSV with columns email, name, language, happened',
    description: 'One file of a multipart form. Rows that cannot be used come back with their reason.',
    params: Which,
    accepts: 'file',
    answer: {
      status: 200,
      shape: z.object({
        added: Count,
        known: Count.describe('On the list already'),
        complained: Count.describe('Of those added: they complained too, and are told as such'),
        rejected: z.array(z.object({ line: Count, reason: z.enum(rejectReasons), cells: z.array(z.string()) })),
      }),
    },
  },
  removeAffected: {
    method: 'DELETE',
    path: path('/affected'),
    summary: 'Take those off the list again whom nobody has told anything',
    params: Which,
    answer: done,
  },
})
