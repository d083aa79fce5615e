import { sql } from 'kysely'
import { z } from 'zod'
import { findOrganization } from '../../people/organization.ts'
import type { Database } from '../../platform/database/index.ts'
import { pageOf, readPlace } from '../../platform/http/pages.ts'
import type { Mailer } from '../../platform/mailer.ts'
import type { Telling, ToldPerson } from './contract.ts'
import { changeWords, type Facts, factsOf } from './facts.ts'
import { type Count, countPeople, peopleOf, type Whom } from './people.ts'
import { outstanding } from './progress.ts'
import { hindersWords, isRunning, readRound, toldLanguages } from './round.ts'
import { hindranceOf, placeholders, saidBriefly, type ToldStage, type ToldState, toldStates } from './rules.ts'
import { readWords } from './words.ts'

/** The stage that fits what is known of the repair. */
export const stageNow = ({ isProven }: Pick<Facts, 'isProven'>): ToldStage => (isProven ? 'proven' : 'earlier')

const sum = (counts: readonly Count[], of: (count: Count) => boolean = () => true): number =>
  counts.filter(of).reduce((total, { n }) => total + n, 0)
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

type Asked = { potholeId: string; stage?: ToldStage; delivery: Mailer['delivery'] }

/** Telling everybody whom a pothole hit, as it stands. @throws Problem pothole_not_found */
export async function readTelling(db: Database, { potholeId, stage: asked, delivery }: Asked): Promise<Telling> {
  const facts = await factsOf(db, potholeId)
  const stage = asked ?? stageNow(facts)
  const round = await readRound(db, { potholeId, stage })
  const all = await countPeople(db, { potholeId, stage, alsoMatching: true })
  const counts = round.alsoMatching ? all : all.filter(({ source }) => source !== 'matching')
  const organization = await findOrganization(db)
  const { perHour, alsoMatching, begunBy, stoppedBecause } = round
  return {
    stage,
    stageNow: stageNow(facts),
    hindrance: hindranceOf(stage, facts),
    state: isRunning(round) ? 'running' : round.begunAt ? 'stopped' : 'not_begun',
    perHour,
    alsoMatching,
    begunBy,
    stoppedBecause,
    delivery,
    begunAt: iso(round.begunAt),
    stoppedAt: iso(round.stoppedAt),
    toldAt: iso(facts.toldAt),
    people: sum(counts),
    outstanding: outstanding(counts, organization?.demonstration ?? false),
    replied: counts.reduce((total, { replied }) => total + replied, 0),
    sources: {
      complained: sum(all, ({ source }) => source === 'complained'),
      matching: sum(all, ({ source }) => source === 'matching'),
      listed: sum(all, ({ source }) => source === 'listed'),
    },
    states: toldStates.map((state) => ({ state, people: sum(counts, (each) => each.state === state) })),
    toTell: toldLanguages.map((language) => ({
      language,
      people: sum(counts, (each) => each.state === 'to_tell' && (each.language ?? facts.ours) === language),
    })),
    words: await Promise.all(toldLanguages.map((language) => wordsIn(db, { stage, language, facts }))),
    placeholders: [...placeholders],
  }
}

async function wordsIn(
  db: Database,
  { stage, language, facts }: { stage: ToldStage; language: (typeof toldLanguages)[number]; facts: Facts },
): Promise<Telling['words'][number]> {
  const words = await readWords(db, { potholeId: facts.potholeId, stage, language })
  const { isFromFix, words: change } = changeWords(language, facts)
  return {
    language,
    ...words,
    hinders: hindersWords(words, language, facts),
    isChangeFromFix: isFromFix && change !== '' && words.body.includes('{change}'),
  }
}

type Row = Omit<ToldPerson, 'at' | 'isUnsure' | 'words'> & {
  told_at: Date | null
  told_on: string | null
  words: string | null
}

/** Everybody whom a pothole hit in pages; of those in one state, when one is named. */
export async function listToldPeople(
  db: Database,
  whom: Whom,
  { cursor, limit, state }: { cursor?: string; limit: number; state?: ToldState },
): Promise<{ items: ToldPerson[]; next: string | null }> {
  const after = readPlace(cursor, z.tuple([z.string()]))
  const { rows } = await sql<Row>`
    with recursive ${peopleOf(whom)},
    page as (
      select * from hit where ${state ? sql`state = ${state}` : sql`true`} ${after ? sql`and key > ${after[0]}` : sql``}
      order by key limit ${limit + 1})
    select p.key, p.source, p.name, p.address, p.language, p.state, p."isReplied", coalesce(p.reason, p.note) as reason, p.how, p.told_at, p.told_on,
      case when by.id is not null then jsonb_build_object('id', by.id, 'name', by.name) end as "toldBy", c.reference,
      (select a.address from customer_addresses a where a.customer_id = p."customerId" and a.kind = 'phone' order by 1 limit 1) as phone,
      coalesce(s.happened, c.text) as words
    from page p left join complaints c on c.id = p."complaintId" left join silent_affected s on s.id = p."listedId"
      left join people by on by.id = p.told_by order by p.key`.execute(db)
  const page = pageOf(rows, limit, ({ key }) => [key])
  return { items: page.items.map(toPerson), next: page.next }
}

function toPerson({ told_at: toldAt, told_on: toldOn, ...row }: Row): ToldPerson {
  return {
    ...row,
    words: row.words && saidBriefly(row.words),
    reason: row.reason?.replace(/^[a-z]+: /, '') ?? null,
    isUnsure: row.reason?.startsWith('unsure: ') ?? false,
    at: toldOn ?? iso(toldAt),
  }
}
