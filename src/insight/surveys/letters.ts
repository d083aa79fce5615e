import { type RawBuilder, sql } from 'kysely'
import { linkMark } from '../../complaints/letters/rules.ts'
import { findOrganization } from '../../people/organization.ts'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { formatDate, type Language, text } from '../../platform/texts/index.ts'
import { mostDrawn } from './rules.ts'
import { lockSurvey } from './store.ts'

/** So many reminders of one survey in one transaction. */
const mostAtOnce = 2000

type Reader = { id: string; email: string; name: string | null; language: string; number: number }
type Asked = { from: string; to: string }

/** Whom we do not write to, and why, of those of a survey without a letter yet. */
export const hindrance = sql`
  case when i.email is null then 'no_address'
    when exists (select 1 from stopped_surveys s where s.address = i.email)
      or exists (select 1 from customer_addresses a join stopped_news n on n.customer_id = a.customer_id
        where a.kind = 'email' and a.address = i.email) then 'stopped'
    when exists (select 1 from customer_addresses a where a.kind = 'email' and a.address = i.email and a.came_back_at is not null)
      then 'came_back' end`

/**
 * Opens a survey. By letter, one to everyone drawn is queued in the same transaction, but to those who asked us not to write,
 * whose address is not known or does not work.
 * @throws Problem survey_not_found, survey_not_now
 */
export async function openSurvey(db: Database, id: string, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const survey = await lockSurvey(tx, id, 'drawn')
    await sql`update surveys set opened_at = ${now} where id = ${id}`.execute(tx)
    if (survey.way !== 'letter') return
    await sql`update survey_invitations i set not_written = ${hindrance} where survey_id = ${id}`.execute(tx)
    const condition = sql`i.survey_id = ${id} and i.not_written is null`
    await queue(tx, survey, { condition, number: sql`0`, most: mostDrawn, now })
  })
}

/**
 * Reminds those who have not answered, as often as the survey says, so many days after the last letter left. Safe in several
 * processes: a reminder exists once.
 * @returns how many reminders were queued
 */
export async function remind(db: Database, now: Date): Promise<number> {
  const { rows } = await sql<Asked & { id: string; reminders: number; remindAfterDays: number }>`
    select id, asked_from as "from", asked_to as "to", reminders, remind_after_days as "remindAfterDays" from surveys
    where way = 'letter' and opened_at is not null and ended_at is null and reminders > 0`.execute(db)
  let queued = 0
  for (const survey of rows) {
    const before = new Date(now.getTime() - survey.remindAfterDays * 86_400_000)
    const due = sql`
      i.survey_id = ${survey.id} and i.answered_on is null and i.not_written is null and (${hindrance}) is null
      and last.number < ${survey.reminders} and last.sent_at <= ${before} and last.bounced_at is null`
    const reminder = { condition: due, number: sql`last.number + 1`, most: mostAtOnce, now }
    queued += await inTransaction(db, (tx) => queue(tx, survey, reminder))
  }
  return queued
}

type Queueing = { condition: RawBuilder<unknown>; number: RawBuilder<unknown>; most: number; now: Date }

async function queue(tx: Tx, asked: Asked, { condition, number, most, now }: Queueing): Promise<number> {
  const organization = await findOrganization(tx)
  const { rows } = await sql<Reader>`
    select i.id, i.email, i.name, i.language, ${number} as number from survey_invitations i
    left join lateral (select l.number, l.sent_at, l.bounced_at from survey_letters l where l.invitation_id = i.id order by l.number desc limit 1) last
      on true
    where ${condition} order by i.id limit ${most} for update of i`.execute(tx)
  const ours = organization?.language ?? 'en'
  const letters = rows.map((reader) => ({
    invitation_id: reader.id,
    number: reader.number,
    to_address: reader.email,
    ...wordsFor(reader, asked, { company: organization?.name ?? '', ours }),
    queued_at: now,
    next_attempt_at: now,
  }))
  await insertRows(tx, 'survey_letters', letters, sql`on conflict (invitation_id, number) do nothing`)
  return letters.length
}

function wordsFor(
  { name, language, number }: Reader,
  { from, to }: Asked,
  { company, ours }: { company: string; ours: Language },
): { language: Language; subject: string; body: string } {
  const spoken = language === 'ru' || language === 'en' ? language : ours
  const day = (date: string) => formatDate(spoken, `${date}T00:00:00Z`, 'UTC')
  const kind = number === 0 ? 'invitation' : 'reminder'
  const values = {
    company,
    name: name ?? '',
    hasName: name ? 'yes' : 'no',
    from: day(from),
    to: day(to),
    link: linkMark,
  }
  return {
    language: spoken,
    subject: text(spoken, `survey.letter.${kind}.subject`, values),
    body: text(spoken, `survey.letter.${kind}.body`, values),
  }
}
