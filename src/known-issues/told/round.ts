import { sql } from 'kysely'
import type { Language } from '../../platform/texts/index.ts'
import { type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { Problem } from '../../platform/problem.ts'
import { addPotholeEvent, lockPothole, type PotholeActor } from '../../potholes/record/store.ts'
import { changeWords, type Facts, factsOf } from './facts.ts'
import { flawsOfWords, hindranceOf, isBlaming, type ToldStage } from './rules.ts'
import { takeBackWaiting } from './taking-back.ts'
import { readWords } from './words.ts'

export const toldLanguages = ['en', 'ru'] as const satisfies Language[]

/** How the letters of a stage leave. */
export type Round = {
  perHour: number
  alsoMatching: boolean
  begunAt: Date | null
  begunBy: { id: string; name: string } | null
  stoppedAt: Date | null
  stoppedBecause: 'by_hand' | 'proven' | 'not_proven' | 'closed' | null
}
const unbegun: Round = {
  perHour: 200,
  alsoMatching: false,
  begunAt: null,
  begunBy: null,
  stoppedAt: null,
  stoppedBecause: null,
}

type Which = { potholeId: string; stage: ToldStage }
export const isRunning = ({ begunAt, stoppedAt }: Round): boolean => begunAt !== null && stoppedAt === null

/** How the letters of a stage leave; as they would, when nobody said anything yet. */
export async function readRound(db: Database | Tx, { potholeId, stage }: Which): Promise<Round> {
  const { rows } = await sql<Round>`
    select r.per_hour as "perHour", r.also_matching as "alsoMatching", r.begun_at as "begunAt", r.stopped_at as "stoppedAt",
      r.stopped_because as "stoppedBecause", case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as "begunBy"
    from told_rounds r left join people p on p.id = r.begun_by where r.pothole_id = ${potholeId} and r.stage = ${stage}`.execute(
    db,
  )
  return rows[0] ?? unbegun
}

export type Settings = { perHour: number; alsoMatching: boolean }

/** Says how fast letters leave, and to whom; also while they do. */
export async function setRound(tx: Tx, { potholeId, stage }: Which, settings: Settings, now: Date): Promise<void> {
  const { perHour, alsoMatching } = settings
  await sql`
    insert into told_rounds (pothole_id, stage, per_hour, also_matching, next_at) values (${potholeId}, ${stage}, ${perHour}, ${alsoMatching}, ${now})
    on conflict (pothole_id, stage) do update set per_hour = excluded.per_hour, also_matching = excluded.also_matching,
      next_at = least(told_rounds.next_at, excluded.next_at)`.execute(tx)
}

type Acting = { actor: PotholeActor; now: Date }

const notNow = { proven: 'told_now_proven', not_proven: 'told_not_proven', closed: 'told_pothole_closed' } as const

/**
 * Begins to tell, or goes on after a stop: from now on letters leave at the pace that is set.
 * @throws Problem pothole_not_found, told_not_now, told_words_unfit
 */
export async function beginTelling(db: Database, which: Which & Settings, { actor, now }: Acting): Promise<void> {
  const { potholeId, stage, perHour, alsoMatching } = which
  const facts = await factsOf(db, potholeId)
  const hindrance = hindranceOf(stage, facts)
  if (hindrance) throw new Problem('conflict', notNow[hindrance])
  await requireFitWords(db, stage, facts)
  await inTransaction(db, async (tx) => {
    await lockPothole(tx, potholeId)
    const before = await readRound(tx, which)
    await setRound(tx, which, { perHour, alsoMatching }, now)
    if (isRunning(before)) return
    await sql`
      update told_rounds set begun_at = coalesce(begun_at, ${now}), begun_by = coalesce(begun_by, ${actor.kind === 'person' ? actor.id : null}),
        stopped_at = null, stopped_because = null, next_at = ${now} where pothole_id = ${potholeId} and stage = ${stage}`.execute(
      tx,
    )
    const kind = before.begunAt ? 'telling_resumed' : 'telling_begun'
    await addPotholeEvent(tx, potholeId, { kind, at: now, actor, detail: { stage, per_hour: perHour } })
  })
}

/** What is wrong with the words of a stage in a language: the keys of the sentences that say so. */
export function hindersWords(
  words: { subject: string; body: string },
  language: Language,
  facts: Facts,
): 'told_words_unfit' | 'told_words_blame' | null {
  if (flawsOfWords(words).length > 0) return 'told_words_unfit'
  const change = words.body.includes('{change}') ? changeWords(language, facts).words : ''
  return isBlaming({ subject: words.subject, body: `${words.body}\n${change}` }) ? 'told_words_blame' : null
}

async function requireFitWords(db: Database, stage: ToldStage, facts: Facts): Promise<void> {
  for (const language of toldLanguages) {
    const words = await readWords(db, { potholeId: facts.potholeId, stage, language })
    const hinders = hindersWords(words, language, facts)
    if (hinders) {
      const fields = [{ field: `words.${language}.body`, message: hinders }]
      throw new Problem('unprocessable', hinders, {}, { fields })
    }
  }
}

type Stopping = Which & { because: NonNullable<Round['stoppedBecause']> }

/**
 * Stops at once: nothing more is queued, and letters that have not left are taken back; who they were for is told when it goes
 * on. Nothing happens when nothing runs.
 */
export async function stopTelling(
  db: Database,
  { potholeId, stage, because }: Stopping,
  { actor, now }: Acting,
): Promise<void> {
  const isStopped = await inTransaction(db, async (tx) => {
    await lockPothole(tx, potholeId)
    const { numAffectedRows } = await sql`
      update told_rounds set stopped_at = ${now}, stopped_because = ${because}
      where pothole_id = ${potholeId} and stage = ${stage} and begun_at is not null and stopped_at is null`.execute(tx)
    if (numAffectedRows === 0n) return false
    await addPotholeEvent(tx, potholeId, { kind: 'telling_stopped', at: now, actor, detail: { stage, because } })
    return true
  })
  if (isStopped) await takeBackWaiting(db, { potholeId, stage, now }, 'all')
}
