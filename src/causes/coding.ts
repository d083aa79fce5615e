import { sql } from 'kysely'
import { countMove } from '../complaints/counts.ts'
import { appendEvents, type LockedComplaint, lockComplaint } from '../complaints/events.ts'
import { requireFields } from '../complaints/fields/values.ts'
import { brokeConstraint, type Database, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import type { Coding, CodingGiven } from './contract.ts'
import { type Answer, belongs, type CauseClass, classify } from './rules.ts'
import { currentVersion } from './taxonomy.ts'

type Request = {
  complaintId: string
  pass: 1 | 2
  primary: CodingGiven
  contributing: CodingGiven[]
  coderId: string
  now: Date
}

/**
 * Codes a complaint: replaces the pass's current coding, keeping the old one as superseded. The first pass counts: it
 * moves the complaint in the counts. A second pass is another person's and only measures agreement.
 * @throws Problem locus_not_of_class, locus_not_of_cause, cause_not_of_class, first_coding_needed, second_coder_needed,
 *   coded_as_second, no_such_reference, fields_required_coding
 */
export async function codeComplaint(
  tx: Tx,
  { complaintId, pass, primary, contributing, coderId, now }: Request,
): Promise<void> {
  const complaint = await lockComplaint(tx, complaintId)
  await requireOtherCoder(tx, { complaintId, pass, coderId })
  await requireFields(tx, complaintId, 'coding')
  const taxonomyVersion = await currentVersion(tx)
  await sql`update codings set superseded_at = ${now} where complaint_id = ${complaintId} and pass = ${pass} and superseded_at is null`.execute(
    tx,
  )
  const store = (given: CodingGiven, standing: 'primary' | 'contributing') =>
    insertCoding(tx, { given, standing, complaintId, pass, coderId, taxonomyVersion, now })
  const stored = await store(primary, 'primary')
  for (const given of contributing) await store(given, 'contributing')
  if (pass === 1) await applyPrimary(tx, complaint, stored)
  const detail = {
    coding_id: stored.id,
    pass,
    class: stored.class,
    locus: stored.locus,
    cause_id: stored.causeId,
    contributing: contributing.length,
  }
  await appendEvents(tx, complaint, [{ kind: 'coded', at: now, actor: { kind: 'person', id: coderId }, detail }], now)
}

/** The two passes are two people's, whichever of them codes again. */
async function requireOtherCoder(
  tx: Tx,
  { complaintId, pass, coderId }: Pick<Request, 'complaintId' | 'pass' | 'coderId'>,
): Promise<void> {
  const { rows } = await sql<{ coder_id: string }>`
    select coder_id from codings where complaint_id = ${complaintId} and pass = ${pass === 1 ? 2 : 1} and standing = 'primary' and superseded_at is null`.execute(
    tx,
  )
  if (pass === 2 && !rows[0]) throw new Problem('conflict', 'first_coding_needed')
  if (rows[0]?.coder_id === coderId)
    throw new Problem('conflict', pass === 2 ? 'second_coder_needed' : 'coded_as_second')
}

type Stored = { id: string; class: string; locus: string | null; causeId: string | null }

async function insertCoding(
  tx: Tx,
  coding: {
    given: CodingGiven
    standing: string
    complaintId: string
    pass: number
    coderId: string
    taxonomyVersion: number
    now: Date
  },
): Promise<Stored> {
  const { given, standing, complaintId, pass, coderId, taxonomyVersion, now } = coding
  const { expected, class: causeClass, locus, causeId } = await resolveCoding(tx, given)
  const id = newId()
  await sql`
    insert into codings (complaint_id, id, coder_id, pass, standing, as_designed, expected, class, locus, cause_id, taxonomy_version, coded_at)
    values (${complaintId}, ${id}, ${coderId}, ${pass}, ${standing}, ${given.asDesigned}, ${expected}, ${causeClass}, ${locus}, ${causeId},
      ${taxonomyVersion}, ${now})`.execute(tx)
  return { id, class: causeClass, locus, causeId }
}

/** What answers come to: the class they lead to, where it lies, and the cause, which must fit them. */
export type ResolvedCoding = {
  expected: Answer | null
  class: CauseClass
  locus: string | null
  causeId: string | null
}

/**
 * What a coder's answers come to.
 * @throws Problem locus_not_of_class, locus_not_of_cause, cause_not_of_class, no_such_reference
 */
export async function resolveCoding(tx: Tx, given: CodingGiven): Promise<ResolvedCoding> {
  // The second question is not asked once the first is answered with no.
  const expected = given.asDesigned === 'yes' ? (given.expected ?? null) : null
  const causeClass = classify({ asDesigned: given.asDesigned, expected })
  const cause = given.causeId ? await causeOf(tx, given.causeId) : null
  if (cause) requireSameCause(cause, { class: causeClass, locus: given.locus })
  const locus = cause?.locus ?? given.locus ?? null
  if (locus && !belongs(locus, causeClass))
    throw new Problem('unprocessable', 'locus_not_of_class', { locus, class: causeClass })
  return { expected, class: causeClass, locus, causeId: cause?.id ?? null }
}

function requireSameCause(
  cause: { class: string; locus: string },
  said: { class: string; locus?: string | null },
): void {
  if (cause.class !== said.class) throw new Problem('unprocessable', 'cause_not_of_class', { class: said.class })
  if (said.locus && cause.locus !== said.locus)
    throw new Problem('unprocessable', 'locus_not_of_cause', { locus: cause.locus })
}

async function causeOf(tx: Tx, id: string): Promise<{ id: string; class: string; locus: string }> {
  const { rows } = await sql<{ id: string; class: string; locus: string }>`
    select id, class, locus from causes where id = ${id} and retired_version is null`.execute(tx)
  if (!rows[0])
    throw new Problem(
      'unprocessable',
      'no_such_reference',
      { field: 'causeId' },
      { fields: [{ field: 'causeId', message: 'no_such_reference' }] },
    )
  return rows[0]
}

async function applyPrimary(tx: Tx, complaint: LockedComplaint, coding: Stored): Promise<void> {
  await sql`
    update complaints set cause_class = ${coding.class}, cause_locus = ${coding.locus}, cause_id = ${coding.causeId}
    where id = ${complaint.id}`.execute(tx)
  const to = { ...complaint, causeClass: coding.class, causeLocus: coding.locus, causeId: coding.causeId }
  await countMove(tx, { complaintId: complaint.id, seq: complaint.head.count + 1, from: complaint, to })
}

type CodingRow = Omit<Coding, 'codedAt'> & { coded_at: Date }

/** Codings of a complaint, current first, primary first, newest first; `onlyCoderId` hides what others said. */
export async function codingsOf(db: Database | Tx, complaintId: string, onlyCoderId: string | null): Promise<Coding[]> {
  const { rows } = await sql<CodingRow>`
    select g.id, g.pass, g.standing, g.as_designed as "asDesigned", g.expected, g.class, g.locus,
      case when g.cause_id is not null then json_build_object('id', ca.id, 'name', ca.name) end as cause,
      json_build_object('id', p.id, 'name', p.name) as coder, g.coded_at, g.superseded_at is null as current
    from codings g join people p on p.id = g.coder_id left join causes ca on ca.id = g.cause_id
    where g.complaint_id = ${complaintId} and ${onlyCoderId === null ? sql`true` : sql`g.coder_id = ${onlyCoderId}`}
    order by g.superseded_at is null desc, g.pass, g.standing desc, g.coded_at desc, g.id`.execute(db)
  return rows.map(({ coded_at, ...row }) => ({ ...row, codedAt: coded_at.toISOString() }))
}

const countedTo = 10_000

/** The next complaint for a coder in a pass, after the one named; and how many are left (counted to 10,000). */
export async function nextToCode(
  db: Database,
  { pass, coderId, after }: { pass: number; coderId: string; after: string | null },
): Promise<{ reference: string | null; left: number; more: boolean }> {
  const beyond = after
    ? sql`(c.received_at, c.id) < (select received_at, id from complaints where id = ${after})`
    : sql`true`
  const waiting =
    pass === 1
      ? sql`from complaints c where c.cause_class is null and c.text is not null`
      : sql`from codings g join complaints c on c.id = g.complaint_id
          where g.pass = 1 and g.standing = 'primary' and g.superseded_at is null and g.coder_id <> ${coderId} and c.text is not null
            and not exists (select 1 from codings s where s.complaint_id = c.id and s.pass = 2 and s.superseded_at is null)`
  const next = await sql<{ reference: string }>`
    select c.reference ${waiting} and ${beyond} order by c.received_at desc, c.id desc limit 1`.execute(db)
  const left = await sql<{
    count: number
  }>`select count(*) as count from (select 1 ${waiting} limit ${countedTo + 1}) found`.execute(db)
  const count = left.rows[0]?.count ?? 0
  return { reference: next.rows[0]?.reference ?? null, left: Math.min(count, countedTo), more: count > countedTo }
}

/** Explains the refusal of a coding that another coder stored at the same moment. */
export const codedMeanwhile = (error: unknown): unknown =>
  brokeConstraint(error, 'codings_one_primary')
    ? new Problem('conflict', 'coded_meanwhile', {}, { cause: error })
    : error
