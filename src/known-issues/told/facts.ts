import { sql } from 'kysely'
import { findOrganization } from '../../people/organization.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { formatDate, type Language, text } from '../../platform/texts/index.ts'
import { tooFewToSay } from '../../stats/index.ts'
import { addDays } from '../../potholes/series/periods.ts'
import { latestVerdict } from '../../potholes/verdicts/read.ts'
import type { Verdict } from '../../potholes/verdicts/contract.ts'
import { issuePath, type PublishedRow, publishedOfPothole } from '../issues/published.ts'
import { familyOf } from './people.ts'
import type { PotholeFacts, ToldStage } from './rules.ts'

type Fix = { change: string; agreedAt: Date; liveOn: string | null; plannedOn: string }

/** What all letters of a pothole say, beside the words: of the repair, the company, and the public page. */
export type Facts = PotholeFacts & {
  potholeId: string
  ownerName: string
  provenAt: Date | null
  toldAt: Date | null
  company: string
  ours: Language
  fix: Fix | null
  /** Of the fix that counts, when one is live. */
  verdict: Verdict | null
  issue: PublishedRow | null
}

/** What the record of a pothole has to say to those it hit. @throws Problem pothole_not_found */
export async function factsOf(db: Database, potholeId: string): Promise<Facts> {
  const { rows } = await sql<Pick<Facts, 'ownerName' | 'provenAt' | 'toldAt' | 'closing' | 'isProven'>>`
    select p.name as "ownerName", h.proven_at as "provenAt", h.told_at as "toldAt", h.proven_at is not null as "isProven", h.closing
    from potholes h join people p on p.id = h.owner_id where h.id = ${potholeId}`.execute(db)
  if (!rows[0]) throw new Problem('not_found', 'pothole_not_found')
  const [organization, verdict, issue] = await Promise.all([
    findOrganization(db),
    latestVerdict(db, potholeId),
    publishedOfPothole(db, potholeId),
  ])
  const fix = await latestFix(db, potholeId, verdict?.word === 'worked' ? verdict.fix.id : null)
  return {
    potholeId,
    ...rows[0],
    company: organization?.name ?? '',
    ours: organization?.language ?? 'en',
    fix,
    verdict,
    issue,
  }
}

/** The fix that worked, else the one that is live longest, else the one agreed last. */
async function latestFix(db: Database | Tx, potholeId: string, worked: string | null): Promise<Fix | null> {
  const { rows } = await sql<Fix>`
    with recursive ${familyOf(potholeId)}
    select f.change, f.agreed_at as "agreedAt", live.on as "liveOn", f.planned_on as "plannedOn" from fixes f
    left join lateral (select min(s.live_on) as on from fix_stages s where s.fix_id = f.id) live on true
    where f.pothole_id in (select id from family) and f.dropped_at is null
    order by coalesce(f.id = ${worked}, false) desc, live.on nulls last, f.agreed_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

const dayOf = (language: Language, day: string | Date): string =>
  formatDate(language, typeof day === 'string' ? `${day}T00:00:00Z` : day, 'UTC')

/** How far the repair has come, in a sentence that never says more than is so. */
export function proofWords(language: Language, stage: ToldStage, facts: Facts): string {
  const { fix, provenAt } = facts
  const live = fix?.liveOn ? dayOf(language, fix.liveOn) : null
  if (stage === 'proven') {
    const on = provenAt ? dayOf(language, provenAt) : ''
    const shown = live
      ? text(language, 'told.proof.proven', { live, on })
      : text(language, 'told.proof.proven_when', { on })
    return [shown, countWords(language, facts)].filter(Boolean).join(' ')
  }
  if (live) return text(language, 'told.proof.live', { live })
  return fix
    ? text(language, 'told.proof.planned', { on: dayOf(language, fix.plannedOn) })
    : text(language, 'told.proof.looking')
}

/** How many complaints came, and how many would have without the fix; empty where the verdict has no such numbers. */
function countWords(language: Language, { verdict }: Facts): string {
  if (verdict?.word !== 'worked') return ''
  const { observed, expected, liveSince, days } = verdict
  if (observed === null || !expected || expected.high === null) return ''
  const [value, low, high] = [expected.value, expected.low, expected.high].map((n) => Math.round(n))
  // Outside the company so few could be recognised; that none came can be said.
  const few = observed > 0 && tooFewToSay(observed) ? 'yes' : 'no'
  // Counted since the change, not since the proof, and not up to the day of the letter.
  const [from, to] = [dayOf(language, liveSince), dayOf(language, addDays(liveSince, days - 1))]
  const numbers = { few, observed, expected: value ?? 0, low: low ?? 0, high: high ?? 0 }
  return text(language, 'told.proof.counts', { from, to, ...numbers })
}

/** What was changed: as the public page has it in this language, else as the fix was written down. */
export function changeWords(language: Language, { issue, fix }: Facts): { words: string; isFromFix: boolean } {
  const published = issue?.texts[language]?.repair.trim()
  return published ? { words: published, isFromFix: false } : { words: fix?.change.trim() ?? '', isFromFix: true }
}

/** Where the public page of the pothole is; empty when there is none. */
export const issueLink = (language: Language, { issue }: Facts, publicUrl: string): string =>
  issue ? `${publicUrl}${issuePath(issue.slug)}?language=${language}` : ''
