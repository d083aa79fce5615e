import { sql } from 'kysely'
import { readClocks } from '../../complaints/clocks/complaint-clocks.ts'
import type { closures } from '../../complaints/words.ts'
import type { Database } from '../../platform/database/index.ts'
import { isLanguage, type Language } from '../../platform/texts/index.ts'

/** Where a complaint stands, as far as its customer is concerned. */
export type Standing = {
  id: string
  reference: string
  receivedAt: Date
  /** Who looks after it. */
  owner: string
  nextUpdateDue: Date | null
  closedAt: Date | null
  closure: (typeof closures)[number] | null
  /** The customer's own language, where we speak it. */
  language: Language | null
  /** Whether letters can reach them. */
  isReachable: boolean
  /** The number under which it goes on: merged into that, or begun anew after it was closed. */
  goesOnAs: string | null
  /** The solution that waits for the customer's word: what we wrote, and when. */
  proposal: { words: string | null; at: Date } | null
  /** The manager who has still to speak to the customer in person, and by when. */
  manager: { name: string; speakBy: Date } | null
  /** What we told the customer that we would do, by when, and when we did it. */
  promised: { text: string; dueAt: Date; keptAt: Date | null }[]
  /** By when we decide at the latest; null: nothing binds us, or it is done. */
  decideBy: Date | null
  /** Where the customer can turn outside, in either language. */
  signposts: Record<Language, string>[]
  /** The customer said what closes it, and a manager has something to settle first. */
  isClosing: boolean
  /** Whether we asked how it was for the customer, and have their answer. */
  rating: 'asked' | 'given' | null
}

type Row = Omit<Standing, 'language' | 'proposal' | 'manager' | 'rating' | keyof Beside> & {
  language: string | null
  proposedAt: Date | null
  proposedWords: string | null
  manager: string | null
  speakBy: Date | null
  isAsked: boolean
  isRated: boolean
}

/** Reads where a complaint stands; null when there is no such complaint. */
export async function readStanding(db: Database, complaintId: string): Promise<Standing | null> {
  const { rows } = await sql<Row>`
    select c.id, c.reference, c.received_at as "receivedAt", p.name as owner, c.next_update_due as "nextUpdateDue",
      c.closed_at as "closedAt", c.closure, coalesce(cu.language, c.language) as language,
      exists (select 1 from customer_addresses a where a.customer_id = c.customer_id and a.kind = 'email') as "isReachable",
      (select g.reference from (
        select k.merged_into_id as id from closures k
        where k.complaint_id = c.id and k.closed_at = c.closed_at and k.closure = 'merged'
        union all select f.complaint_id from follow_ups f where f.from_id = c.id and c.closed_at is not null) next
       join complaints g on g.id = next.id order by g.received_at desc limit 1) as "goesOnAs",
      s.proposed_at as "proposedAt", m.text as "proposedWords", mp.name as manager, x.speak_by as "speakBy",
      exists (select 1 from waiting_closures w where w.complaint_id = c.id) as "isClosing",
      exists (select 1 from rating_requests r where r.complaint_id = c.id) as "isAsked",
      exists (select 1 from ratings r where r.complaint_id = c.id) as "isRated"
    from complaints c join people p on p.id = c.owner_id left join customers cu on cu.id = c.customer_id
    left join solutions s on s.complaint_id = c.id and s.answered_at is null
    left join messages m on m.complaint_id = c.id and m.id = s.message_id
    left join escalations x on x.complaint_id = c.id and x.waits left join people mp on mp.id = x.manager_id
    where c.id = ${complaintId}`.execute(db)
  if (!rows[0]) return null
  const [promised, clocks] = await Promise.all([listPromised(db, complaintId), readClocks(db, complaintId)])
  const owed = clocks.items.find(({ kind, isDuty, metAt }) => kind === 'decide' && isDuty && metAt === null)
  const decideBy = owed ? new Date(owed.dueAt) : null
  return toStanding(rows[0], { promised, decideBy, signposts: clocks.signposts.map(({ words }) => words) })
}

type Beside = Pick<Standing, 'promised' | 'decideBy' | 'signposts'>

/** Not what one of us meant to say and took back, or said the customer needs no more. */
async function listPromised(db: Database, complaintId: string): Promise<Standing['promised']> {
  const { rows } = await sql<Standing['promised'][number]>`
    select text, due_at as "dueAt", kept_at as "keptAt" from commitments
    where complaint_id = ${complaintId} and released_at is null order by due_at, id`.execute(db)
  return rows
}

function toStanding(row: Row, beside: Beside): Standing {
  const { proposedAt, proposedWords, language, manager, speakBy, isAsked, isRated, ...rest } = row
  return {
    ...rest,
    ...beside,
    language: isLanguage(language) ? language : null,
    proposal: proposedAt && { words: proposedWords, at: proposedAt },
    manager: manager && speakBy ? { name: manager, speakBy } : null,
    rating: isRated ? 'given' : isAsked ? 'asked' : null,
  }
}

/** What a customer can do with their complaint beside adding words; each has a page of its own, `/my-complaint/TOKEN/solved`. */
export const answers = ['solved', 'not-solved', 'someone-who-can-decide', 'withdraw', 'rate', 'renew'] as const
export type CustomersAnswer = (typeof answers)[number]

/** What a customer can do as it stands now, what is asked of them first. */
export function waysOpen({ closedAt, closure, isClosing, rating }: Standing): CustomersAnswer[] {
  if (closure === 'merged') return ['renew']
  if (closedAt) return [...(rating === 'asked' ? (['rate'] as const) : []), 'not-solved', 'renew']
  if (isClosing) return ['not-solved', 'someone-who-can-decide', 'renew']
  return ['solved', 'not-solved', 'someone-who-can-decide', 'withdraw', 'renew']
}
