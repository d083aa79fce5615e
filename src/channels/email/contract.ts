import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { beginnings } from './imap/beginning.ts'
import { waitingReasons } from './intake/decide.ts'
import { securities } from './mailboxes/rules.ts'
import { automaticKinds, mailFaults, unreadableReasons } from './reading/mail.ts'

const When = z.iso.datetime()
const Id = z.object({ id: z.uuid() })
const Which = z.object({ reference: z.string().min(1).max(60) })
const Name = z.string().trim().min(1).max(200)
const Secret = z.string().min(1).max(10_000)

export const ImapGiven = z.strictObject({
  host: z.string().trim().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  security: z
    .enum(securities)
    .describe('tls: encrypted from the beginning (993); starttls: encrypted after a greeting (143)'),
  folder: z.string().trim().min(1).max(500).default('INBOX'),
  userName: z.string().trim().min(1).max(320),
  password: Secret.optional().describe('Leave it out to keep the one that is stored'),
  oauth2: z
    .strictObject({
      tokenAddress: z.url({ protocol: /^https?$/ }),
      clientId: z.string().trim().min(1).max(500),
      clientSecret: Secret.nullish(),
      refreshToken: Secret.optional().describe('Leave it out to keep the one that is stored'),
    })
    .nullish()
    .describe('Instead of a password: OAuth 2.0 with a refresh token'),
})
export type ImapGiven = z.output<typeof ImapGiven>

export const MailboxGiven = z.strictObject({
  name: Name,
  address: z
    .email()
    .transform((address) => address.toLowerCase())
    .describe('Where customers write to'),
  begins: z
    .enum(beginnings)
    .default('now')
    .describe(
      'What is taken of the mail that is there already: nothing, what nobody has read, all of it. Old mail is not acknowledged',
    ),
  imap: ImapGiven.nullable().describe('null: mail for this address is forwarded to Amends by SMTP or by a program'),
})

export const Mailbox = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  begins: z.enum(beginnings),
  imap: z
    .object({
      host: z.string(),
      port: z.number().int(),
      security: z.enum(securities),
      folder: z.string(),
      userName: z.string(),
      oauth2: z.object({ tokenAddress: z.string(), clientId: z.string() }).nullable(),
    })
    .nullable(),
  state: z.enum(['new', 'reading', 'failing', 'paused']),
  createdAt: When,
  reachedAt: When.nullable().describe('When it was last read without trouble, or a message was last handed to us'),
  trouble: z
    .object({ since: When, explanation: z.string(), said: z.string().describe('The mail server’s own words') })
    .nullable(),
  mails: z.number().int().describe('Messages that came through it'),
})
export type Mailbox = z.infer<typeof Mailbox>

const Person = z.object({ name: z.string(), address: z.string() })
export const MailItem = z.object({
  id: z.uuid(),
  mailbox: z.object({ id: z.uuid(), name: z.string() }),
  from: Person.nullable(),
  subject: z.string(),
  arrivedAt: When,
  size: z.number().int().describe('Bytes'),
  state: z.enum(['stored', 'taken', 'waiting', 'repeated', 'dismissed']),
  reason: z.enum(waitingReasons).nullable().describe('Why it waits, or waited, for a person'),
  near: z.object({ reference: z.string() }).nullable().describe('The complaint that it is probably about'),
  decidedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})
export type MailItem = z.infer<typeof MailItem>

export const ShownMail = MailItem.extend({
  to: z.array(Person),
  cc: z.array(Person),
  replyTo: z.array(Person),
  date: When.nullable().describe('As the sender’s clock had it'),
  text: z.string().describe('All words'),
  said: z.string().describe('Without what is quoted and without the signature'),
  html: z
    .string()
    .nullable()
    .describe('Without scripts; to be shown in a sandbox. Pictures from elsewhere wait in `data-remote-src`'),
  remotePictures: z.number().int(),
  files: z.array(
    z.object({
      number: z.number().int(),
      name: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
      isInline: z.boolean(),
    }),
  ),
  automatic: z.enum(automaticKinds).nullable(),
  spamSign: z.string().nullable(),
  unreadable: z.enum(unreadableReasons).nullable(),
  faults: z.array(z.enum(mailFaults)),
})
export type ShownMail = z.infer<typeof ShownMail>

export const ComplaintMail = z.object({
  id: z.uuid(),
  became: z.enum(['complaint', 'message', 'automatic', 'bounce']),
  messageId: z.uuid().nullable().describe('The message of the complaint that it became'),
  from: Person.nullable(),
  subject: z.string(),
  arrivedAt: When,
  size: z.number().int(),
  leftOut: z.number().int().describe('Files that may not come in; they are in the original'),
})
export type ComplaintMail = z.infer<typeof ComplaintMail>

export const MailDecision = z.discriminatedUnion('becomes', [
  z.strictObject({ becomes: z.literal('complaint') }),
  z.strictObject({ becomes: z.literal('message'), reference: z.string().min(1).max(60) }),
  z.strictObject({ becomes: z.literal('dismissed') }),
  z.strictObject({ becomes: z.literal('spam').describe('Later mail from this sender is set aside too') }),
  z.strictObject({ becomes: z.literal('waiting').describe('Take back that it was dismissed') }),
])
export type MailDecision = z.infer<typeof MailDecision>

nameShapes({ ImapGiven, MailboxGiven, Mailbox, MailItem, ShownMail, ComplaintMail, MailDecision })

export const mailboxesContract = contract({
  listMailboxes: {
    method: 'GET',
    path: '/api/v1/mailboxes',
    summary: 'The mailboxes that are read, and the addresses whose mail is forwarded here, with their state',
    answer: { status: 200, shape: z.array(Mailbox) },
  },
  testMailbox: {
    method: 'POST',
    path: '/api/v1/mailbox-tests',
    summary: 'Connect to a mailbox as it would be read, and store nothing. A refusal says what to change',
    body: z.strictObject({ imap: ImapGiven, mailboxId: z.uuid().nullish().describe('Whose stored secrets to use') }),
    answer: {
      status: 200,
      shape: z.object({
        messages: z.number().int(),
        unread: z.number().int(),
        folders: z.array(z.string()),
        tells: z
          .boolean()
          .describe('Whether the server says when something comes (IDLE); else it is asked every minute'),
      }),
    },
  },
  addMailbox: {
    method: 'POST',
    path: '/api/v1/mailboxes',
    summary: 'Connect a mailbox, or set up an address whose mail is forwarded here. One that cannot be read is refused',
    body: MailboxGiven,
    answer: {
      status: 201,
      shape: z.object({
        mailbox: Mailbox,
        door: z.string().nullable().describe('Where programs post messages of a forwarded address; shown this once'),
      }),
    },
  },
  changeMailbox: {
    method: 'PATCH',
    path: '/api/v1/mailboxes/:id',
    summary: 'Change, pause or resume a mailbox. One that could not be read after the change is refused',
    params: Id,
    body: z.strictObject({
      name: Name.optional(),
      address: z
        .email()
        .transform((address) => address.toLowerCase())
        .optional(),
      imap: ImapGiven.optional(),
      paused: z.boolean().optional(),
    }),
    answer: { status: 200, shape: Mailbox },
  },
  removeMailbox: {
    method: 'DELETE',
    path: '/api/v1/mailboxes/:id',
    summary: 'Stop reading a mailbox and forget its password. What came through it stays',
    params: Id,
    answer: { status: 204, shape: null },
  },
})

export const forwardingContract = contract({
  receiveMail: {
    method: 'POST',
    path: '/api/v1/incoming-mail/:door',
    isGuessable: true,
    summary: 'Hand over one message of a forwarded address. Success means that it is on disk',
    description:
      'The message as it came, as `message/rfc822`, or in a form (`multipart/form-data`) as a file or in a field `email`, `body-mime` or `message`. The same message twice is taken once.',
    params: z.object({ door: z.string().min(1).max(100) }),
    query: z.object({ to: z.string().max(320).optional().describe('The address it was sent to, with its tag') }),
    accepts: 'file',
    answer: { status: 202, shape: null },
  },
})

export const mailContract = contract({
  listMails: {
    method: 'GET',
    path: '/api/v1/mails',
    summary: 'Messages that wait for a person, or were dismissed, newest first, a page at a time',
    query: z.object({
      state: z.enum(['waiting', 'dismissed']).default('waiting'),
      reason: z.enum(waitingReasons).optional(),
      ...paging(50, 200),
    }),
    answer: { status: 200, shape: pageShape(MailItem) },
  },
  countMails: {
    method: 'GET',
    path: '/api/v1/mails/counts',
    summary: 'How many messages wait for a person, by why',
    answer: {
      status: 200,
      shape: z.object({
        waiting: z.number().int(),
        reasons: z.partialRecord(z.enum(waitingReasons), z.number().int()),
      }),
    },
  },
  readMail: {
    method: 'GET',
    path: '/api/v1/mails/:id',
    summary: 'A message, read and safe to show',
    params: Id,
    answer: { status: 200, shape: ShownMail },
  },
  showMail: {
    method: 'GET',
    path: '/api/v1/mails/:id/page',
    summary: 'A message’s HTML as a page for a frame, in which nothing can run',
    params: Id,
    query: z.object({
      pictures: z
        .enum(['own', 'all'])
        .default('own')
        .describe('all: pictures from elsewhere are fetched too, which tells their sender that the message is read'),
    }),
    answer: { status: 200, shape: 'stream', types: ['text/html'] },
  },
  downloadMail: {
    method: 'GET',
    path: '/api/v1/mails/:id/original',
    summary: 'A message as it came, byte by byte',
    params: Id,
    answer: { status: 200, shape: 'stream', types: ['message/rfc822'] },
  },
  downloadMailFile: {
    method: 'GET',
    path: '/api/v1/mails/:id/files/:number',
    summary: 'A file that came with a message',
    params: Id.extend({ number: z.coerce.number().int().min(0).max(10_000) }),
    answer: { status: 200, shape: 'stream' },
  },
  decideMail: {
    method: 'POST',
    path: '/api/v1/mails/:id/decision',
    summary: 'Say what becomes of a message that waits: a complaint, words in one, or nothing',
    params: Id,
    body: MailDecision,
    answer: {
      status: 200,
      shape: z.object({ reference: z.string().nullable().describe('The complaint it belongs to now') }),
    },
  },
  listComplaintMails: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/mails',
    summary: 'The messages that made a complaint what it is, oldest first, with their originals',
    params: Which,
    answer: { status: 200, shape: z.array(ComplaintMail) },
  },
})
