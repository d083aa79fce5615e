import { excerpt } from '../../language/excerpt.ts'
import { checkReply } from '../../language/reply-check/check-reply.ts'
import { fill, type Flaw, flawsAgainst, type LetterWords } from '../../complaints/letters/rules.ts'

/** `earlier`: before the repair is proven, and said as such; `proven`: the letter that says that it worked. */
export const toldStages = ['earlier', 'proven'] as const
export type ToldStage = (typeof toldStages)[number]

/** How somebody who was hit stands: what is still to be done, what became of their letter, or what a person did instead. */
export const toldStates = [
  'to_tell',
  'waiting',
  'sent',
  'kept_here',
  'failed',
  'came_back',
  'by_hand',
  'unreachable',
  'refused',
  'no_address',
] as const
export type ToldState = (typeof toldStates)[number]

/** Nobody has to do anything for these any more. */
const doneStates: ReadonlySet<ToldState> = new Set(['sent', 'by_hand', 'unreachable', 'refused'])
export const isDone = (state: ToldState): boolean => doneStates.has(state)

/** Whose letter can be put in line again, and who can be told in another way. */
export const retriedStates: readonly ToldState[] = ['failed', 'came_back', 'kept_here']
export const byHandStates: readonly ToldState[] = ['to_tell', 'no_address', ...retriedStates]

/** By which ways a person tells somebody; `unreachable`: nobody can, for a reason. */
export const waysByHand = ['telephone', 'post', 'in_person', 'other', 'unreachable'] as const

/** What the words can say; what a letter cannot be without is marked. */
export const placeholders = [
  { name: 'told_us', needed: true },
  { name: 'change', needed: false },
  { name: 'proof', needed: true },
  { name: 'issue', needed: false },
  { name: 'thanks', needed: false },
  { name: 'name', needed: false },
  { name: 'reference', needed: false },
  { name: 'company', needed: false },
] as const
export type Said = Record<(typeof placeholders)[number]['name'], string>

const onlyInBody: ReadonlySet<string> = new Set(['told_us', 'change', 'proof', 'issue', 'thanks'])

/** What is wrong with the words as placeholders go; nothing when they can be used. */
export const flawsOfWords = (words: LetterWords): Flaw[] => flawsAgainst(words, { known: placeholders, onlyInBody })

/** Whether the words blame or dodge (codes B and D of the reply checker): such letters do not leave. */
export const isBlaming = ({ subject, body }: LetterWords): boolean =>
  checkReply(`${subject}\n${body}`).some(({ severity }) => severity === 'block')

/**
 * The words of one letter. A paragraph whose placeholder has nothing to say is left out whole.
 * @example wordsOf({ subject: 'S', body: 'A {name}\n\n{thanks}\n\nB' }, { name: 'Kim', thanks: '' })  // body 'A Kim\n\nB'
 */
export function wordsOf(words: LetterWords, said: Said): LetterWords {
  const { subject, body } = fill(words, said)
  return {
    subject,
    body: body
      .replaceAll(/[^\S\n]+\n/g, '\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
  }
}

const mostSaid = 240
// What mail programs make a link of: nobody is led elsewhere by what somebody else wrote in a customer's name.
const address = /\S+@\S+|(?:https?:|www\.)\S+|[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}(?:\/\S*)?/giu

/** Words somebody told us, fit to stand in a letter: on one line, shortened, without addresses. */
export const saidBriefly = (words: string): string => excerpt(words.replaceAll(address, '…'), mostSaid)

/** However long the server did not look, no more are sent at once than in this time. */
const mostBehindMilliseconds = 60_000

/**
 * How many letters are due at a pace, and when the one after is. What was missed while nobody looked is not made up for.
 * @param nextAt when the next letter may be queued
 * @example lettersDue({ nextAt: new Date(0), now: new Date(3000), perHour: 3600 })  // { count: 4, nextAt: new Date(4000) }
 */
export function lettersDue({ nextAt, now, perHour }: { nextAt: Date; now: Date; perHour: number }): {
  count: number
  nextAt: Date
} {
  const gap = 3_600_000 / perHour
  const from = Math.max(nextAt.getTime(), now.getTime() - mostBehindMilliseconds)
  if (from > now.getTime()) return { count: 0, nextAt }
  const count = Math.floor((now.getTime() - from) / gap) + 1
  return { count, nextAt: new Date(from + count * gap) }
}

/** What a pothole's record says of whether letters of a stage may leave. */
export type PotholeFacts = { isProven: boolean; closing: 'repaired' | 'not_repaired' | 'merged' | null }

/** Why letters of a stage may not leave (any more); null when they may. */
export function hindranceOf(
  stage: ToldStage,
  { isProven, closing }: PotholeFacts,
): 'proven' | 'not_proven' | 'closed' | null {
  if (closing === 'not_repaired' || closing === 'merged') return 'closed'
  if (stage === 'earlier') return isProven ? 'proven' : null
  return isProven ? null : 'not_proven'
}
