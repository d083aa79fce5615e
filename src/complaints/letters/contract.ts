import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { letterKinds, letterLanguages, letterStates } from './rules.ts'

const When = z.iso.datetime()
const Which = z.object({ reference: z.string().min(1).max(60) })
const LetterKind = z.enum(letterKinds)
const LetterLanguage = z.enum(letterLanguages)

export const Letter = z.object({
  id: z.string().describe('Kind and number, `solution.7`'),
  kind: LetterKind,
  language: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string().describe('As plain text; the customer’s own link is left out'),
  state: z
    .enum(letterStates)
    .describe(
      '`waiting`: also while it is tried again; `kept_here`: no mail server is set, so the customer does not have it; `failed`: not ' +
        'tried again by itself; `came_back`: taken by the other mail server, and returned',
    ),
  reason: z.string().nullable().describe('What the mail server said, of one that is tried again, failed or came back'),
  isUnsure: z.boolean().describe('Of one that failed: the connection broke so late that it may have arrived'),
  attempts: z.number().int(),
  queuedAt: When,
  nextAttemptAt: When.nullable().describe('Of one that waits'),
  sentAt: When.nullable(),
  author: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  messageId: z.uuid().nullable().describe('The message on the complaint that holds the same words'),
})
export type Letter = z.infer<typeof Letter>

const LetterWords = z.strictObject({
  subject: z.string().trim().min(1).max(300),
  body: z.string().trim().min(1).max(20_000),
})

export const LetterTemplate = z.object({
  kind: LetterKind,
  language: LetterLanguage,
  subject: z.string(),
  body: z.string(),
  isOwn: z.boolean().describe('Whether these are the company’s own words, not the product’s'),
  placeholders: z
    .array(z.object({ name: z.string(), needed: z.boolean() }))
    .describe('What can stand in braces, and what the letter cannot be without'),
})
export type LetterTemplate = z.infer<typeof LetterTemplate>

const LetterPreview = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  flaws: z.array(z.object({ field: z.enum(['subject', 'body']), message: z.string() })),
})
const Template = z.object({ kind: LetterKind, language: LetterLanguage })

const LetterSettings = z.object({
  replyAddress: z.string().nullable().describe('Where answers go; null: to the address that letters are from'),
  tagIn: z.enum(['address', 'subject']).describe('Where the tag stands by which an answer finds its complaint'),
  from: z.string().describe('Who letters are from (the setting MAIL_FROM)'),
  delivery: z.enum(['server', 'mailbox']).describe('`mailbox`: no mail server is set, letters are kept here'),
  dkim: z
    .object({ name: z.string(), text: z.string() })
    .nullable()
    .describe('The record for the DNS by which others check the signature; null: letters are not signed'),
})
export type LetterSettings = z.infer<typeof LetterSettings>

export const KeptLetterLine = z.object({ id: z.uuid(), at: When, to: z.string(), subject: z.string() })
export type KeptLetterLine = z.infer<typeof KeptLetterLine>
export const KeptLetter = KeptLetterLine.extend({
  text: z.string(),
  html: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.number().int() })).describe('What is enclosed'),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type KeptLetter = z.infer<typeof KeptLetter>

nameShapes({
  Letter,
  LetterKind,
  LetterWords,
  LetterTemplate,
  LetterPreview,
  LetterSettings,
  KeptLetterLine,
  KeptLetter,
})

export const lettersContract = contract({
  listLetters: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/letters',
    summary: 'The letters to the customer of a complaint, the newest first, and what became of each',
    params: Which,
    answer: { status: 200, shape: z.array(Letter) },
  },
  resendLetter: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/letters/:letter/resend',
    summary: 'Send a letter again that failed, came back or was kept here, also to another address of the customer',
    description:
      'A person decides this: a letter that failed `unsure` may arrive twice. A new address is kept as one of the customer’s.',
    params: Which.extend({ letter: z.string().max(40) }),
    body: z.strictObject({ to: z.email().nullish() }),
    example: { body: { to: 'kim@example.com' } },
    answer: { status: 200, shape: Letter },
  },
  listLetterTemplates: {
    method: 'GET',
    path: '/api/v1/letter-templates',
    summary: 'What every kind of letter says in every language',
    answer: { status: 200, shape: z.array(LetterTemplate) },
  },
  changeLetterTemplate: {
    method: 'PUT',
    path: '/api/v1/letter-templates/:kind/:language',
    summary: 'Give a kind of letter words of the company’s own; letters that wait already keep theirs',
    params: Template,
    body: LetterWords,
    answer: { status: 200, shape: LetterTemplate },
  },
  resetLetterTemplate: {
    method: 'DELETE',
    path: '/api/v1/letter-templates/:kind/:language',
    summary: 'Let a kind of letter say what the product says by itself',
    params: Template,
    answer: { status: 200, shape: LetterTemplate },
  },
  previewLetter: {
    method: 'POST',
    path: '/api/v1/letter-templates/:kind/:language/preview',
    summary: 'A letter with these words and made-up values, and what is wrong with the words',
    params: Template,
    body: z.strictObject({ subject: z.string().max(300), body: z.string().max(20_000) }),
    answer: { status: 200, shape: LetterPreview },
  },
  sendTestLetter: {
    method: 'POST',
    path: '/api/v1/letter-templates/:kind/:language/test',
    summary: 'Send a letter with these words and made-up values to one of us',
    params: Template,
    body: LetterWords.extend({ to: z.email().nullish().describe('My own address when not given') }),
    example: { body: { subject: 'Your complaint {reference}', body: '{words}\n\n{owner}', to: 'me@example.com' } },
    answer: { status: 200, shape: z.object({ to: z.string(), delivery: z.enum(['server', 'mailbox']) }) },
  },
  readLetterSettings: {
    method: 'GET',
    path: '/api/v1/letter-settings',
    summary: 'Who letters are from, how they leave, and how answers find their complaint',
    answer: { status: 200, shape: LetterSettings },
  },
  changeLetterSettings: {
    method: 'PUT',
    path: '/api/v1/letter-settings',
    summary: 'Say where answers to letters go, and where their tag stands',
    body: z.strictObject({ replyAddress: z.email().nullable(), tagIn: z.enum(['address', 'subject']) }),
    answer: { status: 200, shape: LetterSettings },
  },
  listKeptLetters: {
    method: 'GET',
    path: '/api/v1/development-mailbox',
    summary: 'Letters that were kept here because no mail server is set, the newest first, 500 at the most',
    answer: { status: 200, shape: z.array(KeptLetterLine) },
  },
  readKeptLetter: {
    method: 'GET',
    path: '/api/v1/development-mailbox/:id',
    summary: 'One letter of the development mailbox as its reader would have it',
    params: z.object({ id: z.uuid() }),
    answer: { status: 200, shape: KeptLetter },
  },
})
