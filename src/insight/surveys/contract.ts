import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { When } from '../../complaints/shapes.ts'
import {
  answerParts,
  endings,
  frames,
  leavings,
  mostDrawn,
  silences,
  surveyStates,
  surveyWays,
  toldWhom,
} from './rules.ts'

const Day = z.iso.date().refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const Count = z.int()

export const SurveyGiven = z.strictObject({
  name: z.string().trim().min(1).max(200),
  from: Day.describe('First of the days that are asked about'),
  to: Day,
  way: z.enum(surveyWays).describe('`letter`: we write to those drawn; `link`: you give each their own link'),
  reminders: z.int().min(0).max(3).default(1),
  remindAfterDays: z.int().min(1).max(60).default(7),
  asksRecommend: z.boolean().default(false).describe('Also ask how likely they are to recommend the company, 0 to 10'),
  causeIds: z
    .array(z.uuid())
    .max(12)
    .default([])
    .describe('Causes a customer may choose from: who of them complains is then known for each'),
})
export type SurveyGiven = z.infer<typeof SurveyGiven>

const Stratum = z.object({
  segment: z.string(),
  language: z.string(),
  inFrame: Count,
  drawn: Count,
  answered: Count,
})
export const Survey = z.object({
  id: z.uuid(),
  name: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  way: z.enum(surveyWays),
  reminders: Count,
  remindAfterDays: Count,
  asksRecommend: z.boolean(),
  state: z.enum(surveyStates),
  frame: z.enum(frames).nullable(),
  seed: z.int().nullable().describe('The same list and seed give the same sample'),
  madeAt: When,
  drawnAt: When.nullable(),
  openedAt: When.nullable(),
  endedAt: When.nullable(),
  inFrame: Count,
  drawn: Count,
  answered: Count,
  causeIds: z.array(z.uuid()),
})
export type Survey = z.infer<typeof Survey>

const WholeSurvey = Survey.extend({
  strata: z.array(Stratum),
  letters: z
    .object({ waiting: Count, sent: Count, keptHere: Count, failed: Count, cameBack: Count, reminders: Count })
    .describe(
      '`keptHere`: no mail server is set, so they are in the development mailbox; `cameBack`: left, and are not in `sent`; `reminders` of those sent or kept',
    ),
  notWritten: z
    .object({ stopped: Count, noAddress: Count, cameBack: Count })
    .describe(
      'Drawn, and not written to: asked us not to, no usable address, letters came back. They count as not answered',
    ),
  failures: z.array(z.object({ reason: z.string(), letters: Count })),
})
export type WholeSurvey = z.infer<typeof WholeSurvey>

const LetterNamed = z.strictObject({
  invitationId: z.uuid(),
  number: z.int().min(0).max(3).describe('0 invites, from 1 on they remind'),
})
const LettersNamed = z.array(LetterNamed).min(1).max(500)
export type LettersNamed = z.infer<typeof LettersNamed>

const FailedLetter = z.object({
  ...LetterNamed.shape,
  to: z.string().nullable().describe('null: forgotten when the survey ended'),
  state: z
    .enum(['came_back', 'failed', 'unsure'])
    .describe('`unsure`: it may have left, so it is sent again only when it is named'),
  reason: z.string().nullable().describe('In the words of the mail server'),
  mayRetry: z.boolean().describe('The survey is open, and they have neither answered nor asked for no letters'),
})
export type FailedLetter = z.infer<typeof FailedLetter>

const SurveyAnswerRead = z.object({
  answeredOn: z.iso.date(),
  complained: z.boolean().nullable(),
  told: z.enum(toldWhom).nullable(),
  ended: z.enum(endings).nullable(),
  silentBecause: z.enum(silences).nullable(),
  leaving: z.enum(leavings),
  recommend: z.int().nullable(),
  words: z.string().nullable(),
  complaint: z.string().nullable().describe('The complaint they made of it'),
})
export type SurveyAnswerRead = z.infer<typeof SurveyAnswerRead>

const Which = z.object({ id: z.uuid() })
const Drawing = {
  size: z.coerce.number().int().min(1).max(mostDrawn),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).optional().describe('Made up when left out, and told'),
}

nameShapes({ Survey, SurveyGiven, WholeSurvey, SurveyAnswerRead, FailedLetter })

export const surveysContract = contract({
  listSurveys: {
    method: 'GET',
    path: '/api/v1/surveys',
    summary: 'Surveys of random samples of customers, newest first',
    answer: { status: 200, shape: z.array(Survey) },
  },
  makeSurvey: {
    method: 'POST',
    path: '/api/v1/surveys',
    summary: 'Make a survey of customers; nobody is asked yet',
    body: SurveyGiven,
    answer: { status: 201, shape: WholeSurvey },
  },
  readSurvey: {
    method: 'GET',
    path: '/api/v1/surveys/:id',
    summary: 'A survey with its sample, its letters and how many answered',
    params: Which,
    answer: { status: 200, shape: WholeSurvey },
  },
  drawFromList: {
    method: 'POST',
    path: '/api/v1/surveys/:id/list-sample',
    summary: 'Draw the random sample from a list of all customers: a CSV with columns email, name, language, segment',
    description:
      'One file of a multipart form. The list itself is not kept: only how many customers are in each segment and language, and those who were drawn. The same address counts once.',
    params: Which,
    query: z.object(Drawing),
    accepts: 'file',
    answer: { status: 200, shape: WholeSurvey },
  },
  drawFromCustomers: {
    method: 'POST',
    path: '/api/v1/surveys/:id/sample',
    summary: 'Draw the random sample from the customers known here, who are mostly people who complained',
    params: Which,
    body: z.strictObject(Drawing),
    answer: { status: 200, shape: WholeSurvey },
  },
  openSurvey: {
    method: 'POST',
    path: '/api/v1/surveys/:id/opening',
    summary: 'Open the survey: by letter, queue one to everyone drawn; the links answer from now on',
    params: Which,
    answer: { status: 200, shape: WholeSurvey },
  },
  endSurvey: {
    method: 'POST',
    path: '/api/v1/surveys/:id/ending',
    summary:
      'End the survey: links stop, waiting letters are taken back, names and addresses of the sample are forgotten',
    params: Which,
    answer: { status: 200, shape: WholeSurvey },
  },
  listFailedSurveyLetters: {
    method: 'GET',
    path: '/api/v1/surveys/:id/failed-letters',
    summary: 'The letters that failed or came back, to whom and why; at most 500',
    params: Which,
    answer: { status: 200, shape: z.array(FailedLetter) },
  },
  retrySurveyLetters: {
    method: 'POST',
    path: '/api/v1/surveys/:id/retries',
    summary: 'Send letters again that failed',
    description:
      'All that surely did not leave, or those named. One that may have left, or came back, is sent again only when it is named.',
    params: Which,
    body: z.strictObject({ letters: LettersNamed.optional() }),
    answer: { status: 200, shape: z.object({ letters: Count }) },
  },
  downloadSurveyLinks: {
    method: 'GET',
    path: '/api/v1/surveys/:id/links',
    summary: 'The sample with everyone’s own link, as CSV, for sending in another way',
    params: Which,
    answer: { status: 200, shape: 'stream', types: ['text/csv'] },
  },
  listSurveyAnswers: {
    method: 'GET',
    path: '/api/v1/surveys/:id/answers',
    summary: 'The answers behind a number, without names, those with words first; at most 200',
    params: Which,
    query: z.object({ part: z.enum(answerParts) }),
    answer: { status: 200, shape: z.array(SurveyAnswerRead) },
  },
})
