import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type Database, inTransaction, insertRows, type Tx } from '../../platform/database/index.ts'
import { spanOf } from '../period.ts'
import { type Allocation, allocate, type stratifications } from './rules.ts'

/** What a sample is drawn from: complaints received on these days (UTC) and recorded here up to `asOf`. */
export type Frame = {
  from: string
  to: string
  asOf: Date
  onlyWithWords: boolean
  stratifiedBy: (typeof stratifications)[number]
}
export type FrameStratum = { stratum: string; frame: number; print: string }

const stratumOf: Record<Frame['stratifiedBy'], RawBuilder<unknown>> = {
  none: sql`''`,
  product: sql`coalesce((select r.root::text from roots r where r.id = c.product_id), '')`,
  channel: sql`c.channel`,
  month: sql`to_char(c.received_at at time zone 'UTC', 'YYYY-MM-01')`,
}

/** Every complaint of the frame with its stratum, as the tables `roots` and `frame` of a `with`. */
function frameOf({ from, to, asOf, onlyWithWords, stratifiedBy }: Frame): RawBuilder<unknown> {
  const span = spanOf({ from, to })
  return sql`
    recursive roots as (
      select id, id as root from products where parent_id is null
      union all select p.id, r.root from products p join roots r on p.parent_id = r.id),
    frame as (
      select c.id, ${stratumOf[stratifiedBy]} as stratum from complaints c
      where c.received_at >= ${span.from} and c.received_at < ${span.until} and c.recorded_at <= ${asOf}
        ${onlyWithWords ? sql`and c.text is not null` : sql``})`
}

/** How many complaints each stratum holds. */
export async function countFrame(db: Database, frame: Frame): Promise<{ stratum: string; frame: number }[]> {
  const { rows } = await sql<{ stratum: string; frame: number }>`
    with ${frameOf(frame)} select stratum, count(*) as frame from frame group by 1 order by 1`.execute(db)
  return rows
}

/** The same, each with a print of the complaints in it that does not depend on their order. */
async function printFrame(tx: Tx, frame: Frame): Promise<FrameStratum[]> {
  const { rows } = await sql<FrameStratum>`
    with ${frameOf(frame)}
    select stratum, count(*) as frame, to_hex(bit_xor(('x' || left(md5(stratum || ' ' || id::text), 16))::bit(64)::bigint)) as print
    from frame group by 1 order by 1`.execute(tx)
  return rows
}

export type SampleToDraw = Frame & {
  seed: number
  size: number
  allocation: Allocation
  shared: number
  coders: number
}
type DrawnUnit = { complaintId: string; stratum: string; position: number; probability: number; coders: number }
export type Drawn = { print: string; strata: { stratum: string; frame: number; drawn: number }[]; units: DrawnUnit[] }

/**
 * Draws a sample: from each stratum the complaints whose digest with the seed is lowest, which is as good as drawing lots
 * and can be repeated by anyone who has the seed and the complaints. Their order, in which they are coded, and which of
 * them several people code, are drawn by the seed as well.
 */
export async function draw(tx: Tx, sample: SampleToDraw): Promise<Drawn> {
  const strata = await printFrame(tx, sample)
  const numbers = allocate({ frames: strata.map(({ frame }) => frame), size: sample.size, how: sample.allocation })
  const drawn = strata.map(({ stratum, frame }, at) => ({ stratum, frame, drawn: numbers[at] ?? 0 }))
  const { rows } = await sql<{ id: string; stratum: string; hasWords: boolean }>`
    with ${frameOf(sample)},
    lots as (
      select id, stratum, row_number() over (partition by stratum order by md5(${`${sample.seed} `} || id::text), id) as lot from frame)
    select l.id, l.stratum, c.text is not null as "hasWords"
    from lots l join json_to_recordset(${JSON.stringify(drawn)}::json) as d (stratum text, drawn int) using (stratum)
    join complaints c on c.id = l.id where l.lot <= d.drawn`.execute(tx)
  const order = inOrder(rows, `${sample.seed} order`)
  const several = new Set(
    inOrder(
      rows.filter(({ hasWords }) => hasWords),
      `${sample.seed} shared`,
    )
      .slice(0, sample.shared)
      .map(({ id }) => id),
  )
  const chance = new Map(drawn.map((each) => [each.stratum, each.drawn / each.frame]))
  const units = order.map(({ id, stratum, hasWords }, at) => ({
    complaintId: id,
    stratum,
    position: at + 1,
    probability: chance.get(stratum) ?? 1,
    coders: hasWords ? (several.has(id) ? sample.coders : 1) : 0,
  }))
  return { print: together(strata), strata: drawn, units }
}

/** By the digest of each id with a word, which is as good as shuffling. */
function inOrder<Row extends { id: string }>(rows: readonly Row[], word: string): Row[] {
  const lot = new Map(rows.map(({ id }) => [id, createHash('md5').update(`${word} ${id}`).digest('hex')]))
  return [...rows].sort((a, b) => ((lot.get(a.id) ?? '') < (lot.get(b.id) ?? '') ? -1 : 1))
}

/** One print of all strata: how many complaints, and what is left when their digests are laid over each other. */
function together(strata: readonly FrameStratum[]): string {
  const print = strata.reduce((all, each) => all ^ BigInt(`0x${each.print}`), 0n)
  const count = strata.reduce((sum, { frame }) => sum + frame, 0)
  return `${count}-${print.toString(16).padStart(16, '0')}`
}

const toDraw = sql`
  period_from::text as from, period_to::text as to, created_at as "asOf", only_with_words as "onlyWithWords",
  stratified_by as "stratifiedBy", seed, size, allocation, shared, coders`

/**
 * Draws the samples that wait for it, each in a transaction of its own; two processes never draw the same one.
 * @returns how many were drawn
 */
export async function drawSamples(db: Database, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from coding_samples where drawn_at is null order by id`.execute(
    db,
  )
  for (const { id } of rows) await inTransaction(db, (tx) => drawOne(tx, id, now))
  return rows.length
}

async function drawOne(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx)
  const { rows } = await sql<SampleToDraw>`
    select ${toDraw} from coding_samples where id = ${id} and drawn_at is null for update`.execute(tx)
  if (!rows[0]) return
  const { print, strata, units } = await draw(tx, rows[0])
  await insertRows(
    tx,
    'sample_strata',
    strata.map((each) => ({ sample_id: id, ...each })),
  )
  await insertRows(
    tx,
    'sample_units',
    units.map(({ complaintId, ...unit }) => ({ complaint_id: complaintId, sample_id: id, ...unit })),
  )
  await sql`update coding_samples set drawn_at = ${now}, frame_print = ${print} where id = ${id}`.execute(tx)
}

/** Whether drawing again gives the complaints it gave: they may have been moved to another product since, or removed. */
export async function verifyDraw(tx: Tx, id: string): Promise<{ sameFrame: boolean; sameUnits: boolean }> {
  await sql`set transaction isolation level repeatable read`.execute(tx)
  const { rows } = await sql<SampleToDraw & { framePrint: string | null; units: string[] }>`
    select ${toDraw}, frame_print as "framePrint", array(
      select complaint_id from sample_units u where u.sample_id = s.id order by position) as units
    from coding_samples s where id = ${id}`.execute(tx)
  const [sample] = rows
  if (!sample) return { sameFrame: false, sameUnits: false }
  const again = await draw(tx, sample)
  return {
    sameFrame: again.print === sample.framePrint,
    sameUnits: again.units.map(({ complaintId }) => complaintId).join() === sample.units.join(),
  }
}
