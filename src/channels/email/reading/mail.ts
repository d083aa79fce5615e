/** Someone an e-mail names. */
export type MailAddress = {
  /** Decoded; empty when there is none. */
  name: string
  /** As written, without angle brackets; compare in small letters. */
  address: string
}

/** A file or picture that came with an e-mail, whole messages that were enclosed among them. */
export type MailFile = {
  /** Decoded and without a path; made up from the type when the message gives none. */
  name: string
  /** As the message says, in small letters; the file itself may be something else. */
  mediaType: string
  bytes: Uint8Array
  /** Content-ID without brackets: what `cid:` in the HTML names. */
  contentId: string | null
  /** It stands within the text (a picture between words, a logo), rather than beside it. */
  isInline: boolean
}

/** Why no person may be waiting behind an e-mail. None of these is ever answered by itself. */
export const automaticKinds = [
  'bounce',
  'feedback_report',
  'read_receipt',
  'out_of_office',
  'auto_reply',
  'auto_generated',
  'calendar_reply',
  'list',
  'bulk',
  'no_reply_address',
  'asks_for_no_answer',
] as const
export type AutomaticKind = (typeof automaticKinds)[number]
export type Automatic = {
  kind: AutomaticKind
  /** The line or words that show it, at most 200 characters. */
  sign: string
}

/** A report that mail did not arrive, is late, or was called unwanted by its reader. */
export type Bounce = {
  kind: 'failed' | 'delayed' | 'delivered' | 'unwanted'
  recipients: BouncedRecipient[]
  /** Message-ID (no brackets) of the mail it is about; with our letters it names the letter. */
  messageId: string | null
  /** Subject of the mail it is about. */
  subject: string | null
}
export type BouncedRecipient = {
  address: string
  /** It will not help to send again. */
  isPermanent: boolean
  /** Status of RFC 3463, such as `5.1.1`. */
  status: string | null
  /** What the other server said, at most 1000 characters. */
  diagnostic: string | null
}

/** What was wrong with an e-mail that could be read all the same. */
export const mailFaults = [
  'charset_unknown',
  'charset_wrong',
  'encoding_broken',
  'boundary_missing',
  'headers_broken',
  'headers_cut',
  'parts_cut',
  'nesting_cut',
  'text_cut',
  'html_cut',
  'message_cut',
] as const
export type MailFault = (typeof mailFaults)[number]

/** Why a person has to look at the original: nothing, or next to nothing, could be read. */
export const unreadableReasons = ['empty', 'not_mail', 'no_sender', 'encrypted', 'failed'] as const
export type UnreadableReason = (typeof unreadableReasons)[number]

/** What an e-mail says. Every text is whole Unicode that PostgreSQL can store. */
export type ReadMail = {
  /** Without brackets, like all ids here; null when the message has none. */
  messageId: string | null
  inReplyTo: string[]
  /** Oldest first; at most 100. */
  references: string[]
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  /** Addresses it was delivered to, as the servers on the way noted them: where a reply tag may stand besides `to`. */
  deliveredTo: string[]
  /** Address for bounces; empty when bounces are unwanted (`<>`), null when unknown. */
  returnPath: string | null
  subject: string
  /** As the sender's clock had it; null when missing or nonsense. */
  date: Date | null
  /** All words, quoted ones and signature too; lines end in `\n`. */
  text: string
  /** What this person wrote this time: `text` without what they quote and without their signature. */
  said: string
  /** Safe to show in a sandbox: no scripts, forms, frames; pictures from elsewhere wait in `data-remote-src`. */
  html: string | null
  /** How many pictures would be fetched from elsewhere. */
  remotePictures: number
  files: MailFile[]
  automatic: Automatic | null
  bounce: Bounce | null
  /** What a filter on the way wrote into the headers when it took this for spam. */
  spamSign: string | null
  faults: MailFault[]
  unreadable: { reason: UnreadableReason; detail: string } | null
}
