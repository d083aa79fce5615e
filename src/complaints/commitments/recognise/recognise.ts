import { deadlinesIn } from './deadlines.ts'
import { localOf, momentOf } from './local-time.ts'
import { english, russian } from './words.ts'

/** A sentence of ours that says by when; `start` and `end` are where the time stands in the text. */
export type Recognised = { start: number; end: number; phrase: string; text: string; dueAt: Date }

const sentences = /[^.!?…\n]+(?:[.!?…](?=\S)[^.!?…\n]+)*[.!?…]*/g
/** Longer sentences are not looked at beyond this. */
const longest = 1000
const mostInText = 20

/**
 * The sentences of an answer in which we say that something will be done by a time, in English or Russian; times as clocks show
 * them in `timeZone`. What depends on the customer ("if you send it by Friday"), what is asked of them, what will not be, and
 * what has passed is none. A day without a time ends at 18:00.
 * @example recognise('We will call you by Friday, 17:00.', { now, timeZone: 'Europe/London' })
 */
export function recognise(text: string, { now, timeZone }: { now: Date; timeZone: string }): Recognised[] {
  const found: Recognised[] = []
  const local = localOf(now, timeZone)
  for (const match of text.slice(0, 50_000).matchAll(sentences)) {
    const sentence = match[0].slice(0, longest)
    const language = [english, russian].find(({ ours }) => ours.test(sentence))
    if (!language || language.denied.test(sentence)) continue
    for (const { start, end, due } of deadlinesIn(sentence, local)) {
      if (language.condition.test(sentence.slice(0, start))) continue
      const dueAt = 'inMinutes' in due ? new Date(now.getTime() + due.inMinutes * 60_000) : momentOf(due, timeZone)
      if (dueAt <= now) continue
      const at = match.index
      found.push({ start: at + start, end: at + end, phrase: sentence.slice(start, end), text: sentence.trim(), dueAt })
    }
    if (found.length >= mostInText) break
  }
  return found
}
