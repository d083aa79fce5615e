import type { LetterKey } from '../../../complaints/letters/rules.ts'
import type { AutomaticKind, Bounce, ReadMail } from '../reading/mail.ts'

/** Why a message waits for a person instead of becoming something by itself. */
export const waitingReasons = [
  'unreadable',
  'spam',
  'automatic',
  'bounced',
  'own',
  'too_many',
  'too_large',
  'failed',
] as const
export type WaitingReason = (typeof waitingReasons)[number]

/** A letter of ours that something comes back to. */
export type LetterNamed = LetterKey & { complaintId: string }

/** What we know of a message besides what it says. */
export type Circumstances = {
  /** It is from one of our own addresses, or is a letter of ours that came round. */
  isOurs: boolean
  isCut: boolean
  /** The complaint it belongs to, if any. */
  thread: { complaintId: string } | null
  /** The letter of ours that a delivery report is about. */
  letter: LetterNamed | null
  /** What a person said of the sender last. */
  verdict: 'wanted' | 'spam' | null
  /** Messages from this address within the last hour, this one not counted. */
  sinceHour: number
  /** Complaints by mail from this address within the last day. */
  complaintsSinceDay: number
  /** It was in the mailbox before we were. */
  isOld: boolean
}

export type Decision =
  | { becomes: 'complaint'; isAcknowledged: boolean }
  | { becomes: 'message'; complaintId: string }
  | { becomes: 'automatic'; complaintId: string }
  | { becomes: 'bounce'; letter: LetterNamed; why: string }
  | { becomes: 'waiting'; reason: WaitingReason; nearId: string | null }

/** More messages than this from one address within an hour wait for a person: two machines may be answering each other. */
export const mostInHour = 20
/** After so many complaints from one address within a day we take in what comes and stop acknowledging. */
export const mostAcknowledgedInDay = 5

/** No person sits behind these, so they are never words of a customer. */
const machines: readonly AutomaticKind[] = [
  'bounce',
  'feedback_report',
  'read_receipt',
  'out_of_office',
  'auto_reply',
  'auto_generated',
  'calendar_reply',
]

/**
 * What becomes of a message. Nothing is thrown away: what is not surely a customer's words waits for a person. Nothing that a
 * machine sent is answered.
 */
export function decide(mail: ReadMail, known: Circumstances): Decision {
  const { thread, letter } = known
  const nearId = thread?.complaintId ?? letter?.complaintId ?? null
  const wait = (reason: WaitingReason): Decision => ({ becomes: 'waiting', reason, nearId })
  const hindrance = hindranceOf(mail, known)
  if (hindrance) return wait(hindrance)
  if (mail.bounce) return decideBounce(mail.bounce, letter, nearId)
  const { automatic } = mail
  const isMachine = automatic !== null && machines.includes(automatic.kind)
  if (thread && isMachine) return { becomes: 'automatic', ...thread }
  if (automatic && !thread) return wait('automatic')
  if (known.sinceHour >= mostInHour) return wait('too_many')
  if (thread) return { becomes: 'message', ...thread }
  return { becomes: 'complaint', isAcknowledged: !known.isOld && known.complaintsSinceDay < mostAcknowledgedInDay }
}

/** Why a message must wait whatever it says. Reports of mail servers are no spam, whatever they look like. */
function hindranceOf(mail: ReadMail, known: Circumstances): WaitingReason | null {
  if (known.isCut) return 'too_large'
  if (mail.unreadable) return 'unreadable'
  if (known.isOurs) return 'own'
  return !mail.bounce && isUnwanted(mail, known) ? 'spam' : null
}

function decideBounce({ kind, recipients }: Bounce, letter: LetterNamed | null, nearId: string | null): Decision {
  if (kind === 'failed' && letter) return { becomes: 'bounce', letter, why: whyOf(recipients) }
  const isNoTrouble = kind === 'delayed' || kind === 'delivered'
  return isNoTrouble && nearId
    ? { becomes: 'automatic', complaintId: nearId }
    : { becomes: 'waiting', reason: 'bounced', nearId }
}

/** Why a letter came back, in the words of the other mail server. */
export const whyOf = ([first]: Bounce['recipients']): string =>
  [first?.status, first?.diagnostic].filter(Boolean).join(' ') || 'undeliverable'

/** What a person said of the sender goes before what a filter said; who answers a letter of ours is no spammer. */
const isUnwanted = ({ spamSign }: ReadMail, { verdict, thread }: Circumstances): boolean =>
  verdict === 'spam' || (spamSign !== null && verdict === null && !thread)

/** How many letters of a text are kept as words of a customer; the original has the rest. */
const mostLetters = 50_000

/**
 * The customer's words as they are shown: what they wrote this time, else all of the text, else the subject.
 * @param ifNone  what stands for a message without any words
 */
export function wordsOf({ said, text, subject }: ReadMail, ifNone: string): string {
  const words = [said, text, subject].find((each) => /\S/.test(each)) ?? ifNone
  return words.trim().slice(0, mostLetters).toWellFormed()
}
