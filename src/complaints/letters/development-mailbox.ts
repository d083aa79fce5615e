import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { bytesOf, type Mailer } from '../../platform/mailer.ts'
import { Problem } from '../../platform/problem.ts'
import type { KeptLetter, KeptLetterLine } from './contract.ts'

/** Older letters go: it is for looking, not for keeping. */
const mostKept = 500

/** A mailer that sends nothing: letters are kept where a page shows them, so that trying the product needs no mail server. */
export function developmentMailer({ db, clock, from }: { db: Database; clock: Clock; from: string }): Mailer {
  return {
    from,
    delivery: 'mailbox',
    async send(mail) {
      const raw = await bytesOf(mail, from)
      await sql`
        insert into development_mailbox (id, at, to_address, subject, raw)
        values (${newId()}, ${clock.now()}, ${mail.to}, ${mail.subject}, ${raw})`.execute(db)
      await sql`
        delete from development_mailbox where (at, id) <= (
          select at, id from development_mailbox order by at desc, id desc offset ${mostKept} limit 1)`.execute(db)
      return { outcome: 'sent' }
    },
  }
}

/** The letters that are kept, newest first. */
export async function listKept(db: Database): Promise<KeptLetterLine[]> {
  const { rows } = await sql<Omit<KeptLetterLine, 'at'> & { at: Date }>`
    select id, at, to_address as to, subject from development_mailbox order by at desc, id desc limit ${mostKept}`.execute(
    db,
  )
  return rows.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() }))
}

/** One letter as its reader would have it. @throws Problem kept_letter_not_found */
export async function readKept(db: Database, id: string): Promise<KeptLetter> {
  const { rows } = await sql<{ at: Date; to: string; raw: Buffer }>`
    select at, to_address as to, raw from development_mailbox where id = ${id}`.execute(db)
  const kept = rows[0]
  if (!kept) throw new Problem('not_found', 'kept_letter_not_found')
  const { subject = '', text = '', html = '', headers, attachments } = await PostalMime.parse(kept.raw)
  return {
    id,
    at: kept.at.toISOString(),
    to: kept.to,
    subject,
    text,
    html,
    files: attachments.map(({ filename, content }) => ({
      name: filename ?? '…',
      size: typeof content === 'string' ? content.length : content.byteLength,
    })),
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  }
}
