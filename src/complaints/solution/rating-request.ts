import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Language, text } from '../../platform/texts/index.ts'
import { linkMark } from '../letters/rules.ts'
import { speaksOfHarm } from './harm.ts'
import { daysAfter } from './settings.ts'

type Case = {
  /** Somebody who knows them said not to ask. */
  isHeld: boolean
  /** Asked about this complaint before. */
  wasAsked: boolean
  /** The same customer was asked about another complaint in the last thirty days. */
  wasAskedLately: boolean
  /** How often they had to tell us that it was not solved. */
  timesNotSolved: number
  /** A decision against them was made on the way. */
  wasRefused: boolean
  /** Everything the customer said. */
  words: string
}

/**
 * Whether a customer who said "solved" is asked how it was. Not twice, and not where the question would insult: someone who was
 * hurt or in danger, whom we refused first, or who had to say more than once that it was not solved.
 */
export function mayAsk({ isHeld, wasAsked, wasAskedLately, timesNotSolved, wasRefused, words }: Case): boolean {
  return !isHeld && !wasAsked && !wasAskedLately && timesNotSolved < 2 && !wasRefused && !speaksOfHarm(words)
}

/** Decides whether to ask, and notes that we did: part of the transaction that closes as solved. */
export async function askForRating(
  tx: Tx,
  { complaintId, customerId, now }: { complaintId: string; customerId: string | null; now: Date },
): Promise<boolean> {
  const { rows } = await sql<Case>`
    select exists (select 1 from rating_holds where complaint_id = c.id) as "isHeld",
      exists (select 1 from rating_requests where complaint_id = c.id) as "wasAsked",
      exists (select 1 from rating_requests r join complaints o on o.id = r.complaint_id
        where o.customer_id = ${customerId} and r.asked_at > ${daysAfter(now, -30)}) as "wasAskedLately",
      (select count(*)::integer from complaint_events e where e.complaint_id = c.id and e.kind = 'said_not_solved') as "timesNotSolved",
      exists (select 1 from closures k where k.complaint_id = c.id and k.closure = 'decided') as "wasRefused",
      coalesce(c.text, '') || ' ' || coalesce(
        (select string_agg(m.text, ' ') from messages m where m.complaint_id = c.id and m.direction = 'in'), '') as words
    from complaints c where c.id = ${complaintId}`.execute(tx)
  if (!rows[0] || !mayAsk(rows[0])) return false
  await sql`insert into rating_requests (complaint_id, asked_at, closed_at) values (${complaintId}, ${now}, ${now})`.execute(
    tx,
  )
  return true
}

/** Where the page is that asks how it was, with the answer of the link that was followed. */
export const ratingPath = (satisfaction: number): string => `/rate?satisfaction=${satisfaction}`

/** The question, with a link for each answer: one click gives it. */
export function ratingQuestion(language: Language): string {
  const answers = [5, 4, 3, 2, 1].map((value) => {
    const words = text(language, `rating.satisfaction.${value as 1 | 2 | 3 | 4 | 5}`)
    return `${words}: ${linkMark}${ratingPath(value)}`
  })
  return `\n${text(language, 'rating.question')}\n${answers.join('\n')}\n`
}
