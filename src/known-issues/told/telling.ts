import { sql } from 'kysely'
import { lockComplaint } from '../../complaints/events.ts'
import { queueLetter } from '../../complaints/letters/queue.ts'
import type { Clock } from '../../platform/clock.ts'
import { brokeConstraint, type Database, inTransaction, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { log } from '../../platform/log.ts'
import type { Language } from '../../platform/texts/index.ts'
import { type Facts, factsOf } from './facts.ts'
import { affectedIn, type Affected } from './people.ts'
import { hindranceOf, lettersDue, type PotholeFacts, type ToldStage } from './rules.ts'
import { stopTelling } from './round.ts'
import { takeBackWaiting } from './taking-back.ts'
import { framed, letterTo, readWords } from './words.ts'

type Running = { potholeId: string; stage: ToldStage; perHour: number; alsoMatching: boolean; nextAt: Date }
type Services = { db: Database; clock: Clock; publicUrl: () => string }

/** In one turn, whatever the pace, so that a stop is heeded soon. */
const mostInTurn = 500
/** When nobody is left to tell, somebody new is looked for after so long. */
const idleMilliseconds = 60_000

/**
 * Queues the letters that are due at each pace. Safe in several processes: who moves the pace on queues what is due, and the
 * database takes nobody twice. What may not go on any more (the repair is not proven any more, say) is stopped.
 * @returns how many were queued
 */
export async function tellDue({ db, clock, publicUrl }: Services): Promise<number> {
  const { rows } = await sql<Running>`
    select pothole_id as "potholeId", stage, per_hour as "perHour", also_matching as "alsoMatching", next_at as "nextAt"
    from told_rounds where begun_at is not null and stopped_at is null and next_at <= ${clock.now()}`.execute(db)
  let told = 0
  for (const round of rows) told += await tellSome({ db, clock, publicUrl }, round)
  return told
}

async function tellSome({ db, clock, publicUrl }: Services, round: Running): Promise<number> {
  const { potholeId, stage, perHour, nextAt } = round
  const now = clock.now()
  const facts = await factsOf(db, potholeId)
  const because = hindranceOf(stage, facts)
  if (because) {
    await stopTelling(db, { potholeId, stage, because }, { actor: { kind: 'system', id: null }, now })
    return 0
  }
  await takeBackWaiting(db, { potholeId, stage, now }, 'refused')
  const due = lettersDue({ nextAt, now, perHour })
  if (!(await moveOn(db, round, due.nextAt))) return 0
  const most = Math.min(due.count, mostInTurn)
  const told = await tellNext(db, { round, facts, stage, publicUrl: publicUrl(), now }, most)
  if (told === 0) await moveOn(db, { ...round, nextAt: due.nextAt }, new Date(now.getTime() + idleMilliseconds))
  return told
}

/** Tells the next ones. Who cannot be told now is passed over, so that nobody behind them is kept waiting. */
async function tellNext(
  db: Database,
  { round, ...telling }: Omit<Telling, 'person'> & { round: Running },
  most: number,
): Promise<number> {
  let [told, passedOver] = [0, 0]
  while (told < most && passedOver < mostInTurn) {
    const next = { states: ['to_tell'], most: most - told, skip: passedOver } as const
    const people = await affectedIn(db, round, next)
    if (people.length === 0) break
    for (const person of people) {
      const became = await tellOne(db, { ...telling, person }).catch((error: unknown) => {
        log.error('somebody could not be told', { error, pothole: round.potholeId, person: person.key })
        return 'passed_over' as const
      })
      if (became === 'over') return told
      if (became === 'told') told += 1
      else passedOver += 1
    }
  }
  return told
}

async function moveOn(db: Database, { potholeId, stage, nextAt }: Running, to: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update told_rounds set next_at = ${to}
    where pothole_id = ${potholeId} and stage = ${stage} and next_at = ${nextAt} and begun_at is not null and stopped_at is null`.execute(
    db,
  )
  return numAffectedRows === 1n
}

type Telling = { person: Affected; facts: Facts; stage: ToldStage; publicUrl: string; now: Date }

/** Queues the letter to one of them, unless somebody was quicker or they cannot be told; `over`: nobody is told any more. */
async function tellOne(db: Database, telling: Telling): Promise<'told' | 'passed_over' | 'over'> {
  const { facts, stage } = telling
  try {
    return await inTransaction(db, async (tx) => {
      if (!(await holdRound(tx, facts.potholeId, stage))) return 'over'
      return (await queueOne(tx, telling)) ? 'told' : 'passed_over'
    })
  } catch (error) {
    if (brokeConstraint(error)) return 'passed_over'
    throw error
  }
}

/**
 * Holds what letters of a stage depend on until one is queued: a stop, a reopening or a merge comes before or after, never
 * between. The pothole first, as everywhere.
 * @returns whether they may still leave
 */
async function holdRound(tx: Tx, potholeId: string, stage: ToldStage): Promise<boolean> {
  const pothole = await sql<PotholeFacts>`
    select proven_at is not null as "isProven", closing from potholes where id = ${potholeId} for share`.execute(tx)
  const round = await sql`
    select 1 from told_rounds where pothole_id = ${potholeId} and stage = ${stage} and begun_at is not null and stopped_at is null
    for share`.execute(tx)
  return round.rows.length > 0 && pothole.rows.some((facts) => hindranceOf(stage, facts) === null)
}

async function queueOne(tx: Tx, { person, facts, stage, publicUrl, now }: Telling): Promise<boolean> {
  const { potholeId } = facts
  const words = (language: Language) => readWords(tx, { potholeId, stage, language })
  const letter = await letterTo(tx, person, { stage, facts, publicUrl, words })
  if (!letter || !person.address) return false
  const { customerId, complaintId, listedId, address } = person
  let occasion: number | null = null
  if (complaintId) {
    const complaint = await lockComplaint(tx, complaintId)
    const { subject } = letter
    const values = { words: letter.words }
    const key = await queueLetter(tx, complaint, {
      kind: 'told',
      values,
      subject,
      actor: { kind: 'system', id: null },
      now,
    })
    if (!key) return false
    occasion = key.occasion
  } else {
    const { subject, body } = await framed(tx, { person, facts, letter })
    await sql`
      insert into told_letters (listed_id, stage, to_address, language, subject, body, queued_at, next_attempt_at)
      values (${listedId}, ${stage}, ${address}, ${letter.language}, ${subject}, ${body}, ${now}, ${now})`.execute(tx)
  }
  await sql`
    insert into told (id, pothole_id, stage, customer_id, address, complaint_id, occasion, listed_id, how, at)
    values (${newId()}, ${potholeId}, ${stage}, ${customerId}, ${address}, ${complaintId}, ${occasion}, ${listedId}, 'letter', ${now})`.execute(
    tx,
  )
  return true
}
