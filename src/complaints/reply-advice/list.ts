import { sql } from 'kysely'
import { z } from 'zod'
import type { ReplyLanguage } from '../../language/reply-check/wordings.ts'
import { type Database, onlyRow } from '../../platform/database/index.ts'
import type { Answer } from '../../platform/http/contract.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import { tooFewToSay, wilson } from '../../stats/index.ts'
import { type Viewer, visibleTo } from '../filters.ts'
import type { replyAdviceContract } from './contract.ts'
import { sentenceAround } from './sentence.ts'

type Contract = typeof replyAdviceContract
type Asked = { days: number; viewer: Viewer; now: Date }
type AskedPage = Asked & { code?: Code | undefined; cursor?: string | undefined; limit: number }
type Code = Answer<Contract['countAgainstAdvice']>['codes'][number]['code']
type Row = {
  reference: string
  message_id: string
  at: Date
  author_id: string | null
  author: string | null
  text: string
  findings: { code: Code; language: ReplyLanguage; start: number; length: number }[]
}

/** A message that was taken back before it left was not sent. */
const sent = sql`m.taken_back_at is null`
const since = (days: number, now: Date): Date => new Date(now.getTime() - days * 86_400_000)

/** Answers sent against advice, newest first, a page at a time, each with the sentences in question. */
export async function listAgainstAdvice(
  db: Database,
  { days, code, cursor, limit, viewer, now }: AskedPage,
): Promise<Answer<Contract['listAgainstAdvice']>> {
  const after = readPlace(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const { rows } = await sql<Row>`
    select c.reference, m.id as message_id, f.at, p.id as author_id, p.name as author, m.text, f.findings
    from (
      select complaint_id, message_id, at, jsonb_agg(jsonb_build_object('code', code, 'language', language, 'start', starts_at,
        'length', length) order by place) as findings
      from reply_advice where at >= ${since(days, now)} and ${after ? sql`(at, message_id) < (${after[0]}, ${after[1]})` : sql`true`}
      group by complaint_id, message_id, at
      having ${code ? sql`bool_or(code = ${code})` : sql`true`}) f
    join messages m on m.complaint_id = f.complaint_id and m.id = f.message_id
    join complaints c on c.id = f.complaint_id left join people p on p.id = m.author_id
    where ${sent} and ${visibleTo(viewer)} order by f.at desc, f.message_id desc limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, (row) => [row.at.toISOString(), row.message_id])
  return { ...page, items: page.items.map(toItem) }
}

function toItem({ reference, message_id, at, author_id, author, text, findings }: Row) {
  return {
    reference,
    messageId: message_id,
    at: at.toISOString(),
    by: author_id && author ? { id: author_id, name: author } : null,
    findings: findings.map(({ code, language, start, length }) => {
      const place = { start, end: start + length }
      return { code, language, words: text.slice(start, place.end), sentence: sentenceAround(text, place) }
    }),
  }
}

/** How many answers of people here there were, and how many of them against advice; by code, the most first. */
export async function countAgainstAdvice(
  db: Database,
  { days, viewer, now }: Asked,
): Promise<Answer<Contract['countAgainstAdvice']>> {
  const from = since(days, now)
  const ours = sql`m.direction = 'out' and m.author_id is not null and ${sent} and ${visibleTo(viewer)}`
  const { answers, against } = onlyRow(
    await sql<{ answers: number; against: number }>`
      select count(*)::int as answers, (count(*) filter (where exists (
        select 1 from reply_advice f where f.complaint_id = m.complaint_id and f.message_id = m.id)))::int as against
      from messages m join complaints c on c.id = m.complaint_id where m.at >= ${from} and ${ours}`.execute(db),
  )
  const { rows: codes } = await sql<{ code: Code; answers: number }>`
    select f.code, count(distinct f.message_id)::int as answers
    from reply_advice f join messages m on m.complaint_id = f.complaint_id and m.id = f.message_id
    join complaints c on c.id = f.complaint_id
    where m.at >= ${from} and ${ours} group by f.code order by answers desc, f.code`.execute(db)
  const interval = tooFewToSay(answers) ? null : wilson({ successes: against, n: answers })
  const share = interval && { share: interval.share, low: interval.low, high: interval.high }
  return { answers, against, share, codes }
}
