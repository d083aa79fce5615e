import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/setup/database.ts'
import { storeExposures } from '../../causes/exposures.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { insertPerson } from '../../people/store.ts'
import { connect, connectAsApp, inTransaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { readPothole } from '../record/read.ts'
import { closePothole, openPothole } from '../record/store.ts'
import { addDays, type Day } from '../series/periods.ts'
import { daysBetween } from './facts.ts'
import { judgeFixes } from './judge.ts'
import { latestVerdict, readVerdict } from './read.ts'

const { owner } = await testDatabase()
const [db, owned] = [await connectAsApp(owner), connect(owner, { max: 1 })]
afterAll(async () => {
  await db.destroy()
  await owned.destroy()
})
const begun = new Date('2026-01-05T09:00:00Z')
const personOf = (role: 'manager' | 'agent') =>
  insertPerson(db, { name: role, email: `${role}@example.com`, role, language: 'en', passwordHash: null }, begun)
const [manager, agent] = [await personOf('manager'), await personOf('agent')]

/** How many complaints come on a day. */
type Course = (day: Day) => number
const first = '2025-09-01'
const live = '2026-01-12'
const last = '2026-06-30'
const after = (day: Day, before: number, since: number) => (day > live ? since : before)
/** Around a mean, by turns, so that weeks differ a little. */
const about = (mean: number, day: Day) => mean + ([0, 1, -1, 0, 1, -1][daysBetween(first, day) % 6] ?? 0)

/** A rule whose days are counted already. */
async function countedRule(course: Course, filters: object): Promise<string> {
  const id = newId()
  await sql`insert into counted_rules (id, filters, counted_at) values (${id}, ${JSON.stringify(filters)}, ${begun})`.execute(
    db,
  )
  for (let day = first; day <= last; day = addDays(day, 1))
    if (course(day) > 0)
      await sql`insert into counted_days (rule_id, day, n) values (${id}, ${day}, ${course(day)})`.execute(db)
  return id
}

const system = { kind: 'system', id: null } as const
let named = 0
const product = async () => (await ensureBranch(db, 'products', [`Product ${++named}`])) ?? ''

type Given = {
  target: Course
  controls?: Course
  /** Orders each month, so that the rate is known. */
  orders?: (month: string) => number
  expectedRatio?: number
  potholeId?: string
  ruleId?: string
  /** Places of which each counts its own, live at different days, or not yet. */
  stages?: { target: Course; liveOn: Day | null }[]
}

/** A pothole with a fix that is live since 12 January, compared with the eight weeks before December's end. */
async function fixed({ target, controls, orders, expectedRatio = 0.5, ...given }: Given) {
  const productId = await product()
  if (orders)
    await inTransaction(db, (tx) =>
      storeExposures(
        tx,
        [
          '2025-09',
          '2025-10',
          '2025-11',
          '2025-12',
          '2026-01',
          '2026-02',
          '2026-03',
          '2026-04',
          '2026-05',
          '2026-06',
        ].flatMap((month) =>
          orders(month) > 0
            ? [
                {
                  dimension: 'product' as const,
                  valueId: productId,
                  month: `${month}-01`,
                  units: orders(month),
                  unitName: 'orders',
                },
              ]
            : [],
        ),
      ),
    )
  const ruleId = given.ruleId ?? (await countedRule(target, { product: productId }))
  const stages: { ruleId: string | null; liveOn: Day | null }[] = []
  for (const stage of given.stages ?? [])
    stages.push({ ruleId: await countedRule(stage.target, { product: await product() }), liveOn: stage.liveOn })
  if (stages.length === 0) stages.push({ ruleId: null, liveOn: live })
  const controlRule = controls && (await countedRule(controls, { product: await product() }))
  const body = {
    name: 'Late parcels',
    statement: 'The sorting plan leaves parcels behind.',
    ownerId: manager,
    dueOn: '2026-09-01',
  }
  const potholeId =
    given.potholeId ?? (await inTransaction(db, (tx) => openPothole(tx, body, { actor: system, now: begun })))
  const id = newId()
  await inTransaction(db, async (tx) => {
    await sql`
      insert into fixes (id, pothole_id, name, change, done_by, expected_ratio, expected_by, planned_on, baseline_from, baseline_to, baseline_n,
        target_rule_id, stage_count, control_count, agreed_at, agreed_by, agreed_as)
      values (${id}, ${potholeId}, 'A second run', 'Parcels are sorted again at six.', ${agent}, ${expectedRatio}, '2026-06-30', '2026-01-10',
        '2025-11-01', '2025-12-26', 100, ${ruleId}, ${stages.length}, ${controlRule ? 1 : 0}, '2026-01-05T10:00:00Z', ${manager}, 'manager')`.execute(
      tx,
    )
    for (const [at, stage] of stages.entries())
      await sql`
        insert into fix_stages (fix_id, stage_count, agreed_on, number, place, rule_id, planned_on, live_on, marked_at, marked_by)
        values (${id}, ${stages.length}, '2026-01-05', ${at + 1}, ${`Place ${at + 1}`}, ${stage.ruleId}, '2026-01-10', ${stage.liveOn},
          ${stage.liveOn && `${stage.liveOn}T10:00:00Z`}, ${stage.liveOn && manager})`.execute(tx)
    if (controlRule)
      await sql`insert into fix_controls (fix_id, control_count, number, rule_id, name) values (${id}, 1, 1, ${controlRule}, 'Letters')`.execute(
        tx,
      )
  })
  return { id, potholeId, ruleId, productId }
}

/** What is said on a day. */
async function verdictOn(day: Day, potholeId: string) {
  await judgeFixes(db, new Date(`${day}T09:00:00Z`))
  const leading = await latestVerdict(db, potholeId)
  if (leading?.asOf !== day) throw new Error(`judged as of ${leading?.asOf}`)
  return leading
}
const stateOf = async (id: string) => (await readPothole(db, id)).state

test('a fix after which far fewer complain than controls foretell has worked, and proves the pothole', async () => {
  const { potholeId } = await fixed({ target: (day) => after(day, about(3, day), 1), controls: (day) => about(8, day) })
  const early = await verdictOn('2026-01-16', potholeId)
  expect([early.word, early.reason]).toEqual(['cannot_tell', 'too_early'])
  expect((await verdictOn('2026-01-21', potholeId)).word).toBe('no_effect')
  const later = await verdictOn('2026-04-01', potholeId)
  expect(later).toMatchObject({
    word: 'worked',
    reason: null,
    basis: 'controls',
    liveSince: '2026-01-13',
    controlNames: ['Letters'],
  })
  expect(later.effect?.value).toBeCloseTo(1 / 3, 1)
  expect(later.effect?.high).toBeLessThan(1)
  expect(later.expected?.value).toBeGreaterThan(later.observed ?? 0)
  expect(await stateOf(potholeId)).toBe('proven')
  expect((await latestVerdict(db, potholeId))?.settledOn).toBe('2026-04-01')
})

test('what was shown once stays shown, and says since when', async () => {
  const { potholeId } = await fixed({ target: (day) => after(day, 3, 0), controls: (day) => about(8, day) })
  await verdictOn('2026-02-10', potholeId)
  const later = await verdictOn('2026-02-20', potholeId)
  expect([later.word, later.settledOn]).toEqual(['worked', '2026-02-10'])
  const { days } = await readVerdict(db, potholeId)
  expect(days.map(({ asOf, word }) => [asOf, word])).toEqual([
    ['2026-02-10', 'worked'],
    ['2026-02-20', 'worked'],
  ])
})

test('controls that fell as well take the proof away', async () => {
  const both: Course = (day) => after(day, about(3, day), 1)
  const { potholeId } = await fixed({ target: both, controls: (day) => 3 * both(day) })
  const verdict = await verdictOn('2026-04-01', potholeId)
  expect([verdict.word, verdict.reason]).toEqual(['cannot_tell', 'controls_moved'])
  expect(verdict.beside.relative?.ratio).toBeCloseTo(1, 1)
  expect(await stateOf(potholeId)).not.toBe('proven')
})

test('places that have the fix are compared with those that do not have it yet, until they do', async () => {
  const falls: Course = (day) => after(day, about(5, day), 1)
  const stays: Course = (day) => about(5, day)
  const early = { target: falls, liveOn: live }
  const { potholeId } = await fixed({
    target: (day) => falls(day) + stays(day),
    stages: [early, { target: stays, liveOn: null }],
  })
  const verdict = await verdictOn('2026-03-01', potholeId)
  // Only what came where it is live counts as after the fix: 47 days with one each.
  expect(verdict).toMatchObject({ word: 'worked', basis: 'controls', liveSince: '2026-01-13', days: 47, observed: 47 })
  expect(verdict.effect?.high).toBeLessThan(0.5)

  const asMuch = { target: (day: Day) => stays(day), liveOn: live }
  const { potholeId: unmoved } = await fixed({ target: stays, stages: [asMuch, { target: stays, liveOn: null }] })
  expect((await verdictOn('2026-03-01', unmoved)).word).toBe('no_effect')

  const later = { target: (day: Day) => (day > '2026-02-09' ? 1 : about(5, day)), liveOn: '2026-02-09' }
  const { potholeId: both } = await fixed({ target: stays, stages: [early, later] })
  // The second place counts on from its own day: 28 more in the first, 19 in both.
  expect(await verdictOn('2026-03-01', both)).toMatchObject({ observed: 28 + 2 * 19 })
})

test('with neither controls nor exposure nothing can be told, however few complain', async () => {
  const { potholeId } = await fixed({ target: (day) => after(day, 3, 0) })
  const verdict = await verdictOn('2026-04-01', potholeId)
  expect([verdict.word, verdict.reason, verdict.basis]).toEqual(['cannot_tell', 'nothing_to_compare', 'none'])
  expect(verdict.beside.target?.high).toBeLessThan(0.2)
})

test('where the exposure is known its own rate is judged, as far as the exposure is known', async () => {
  const orders = (month: string) => (month < '2026-03' ? 3000 : 0)
  const { potholeId } = await fixed({ target: (day) => after(day, about(3, day), 1), orders })
  const verdict = await verdictOn('2026-04-01', potholeId)
  expect(verdict).toMatchObject({ word: 'worked', basis: 'units', days: 47, observed: 47 })
  const { potholeId: unknown } = await fixed({
    target: (day) => after(day, 3, 0),
    orders: (month) => (month < '2026-01' ? 3000 : 0),
  })
  const missing = await verdictOn('2026-04-01', unknown)
  expect([missing.word, missing.reason]).toEqual(['cannot_tell', 'exposure_missing'])
})

test('half the customers and half the complaints are no effect, and the page says from when it can be told', async () => {
  const target: Course = (day) => after(day, 4, 2)
  const { potholeId } = await fixed({ target, orders: (month) => (month < '2026-01' ? 6000 : 3000) })
  const verdict = await verdictOn('2026-02-10', potholeId)
  expect(verdict.word).toBe('no_effect')
  expect(verdict.canTellFrom).toMatch(/^2026-0[2-6]/)
  expect(verdict.effect?.value).toBeGreaterThan(0.8)
})

test('more complaints than would have been are said to be worse', async () => {
  const { potholeId } = await fixed({ target: (day) => after(day, 2, 6), controls: () => 8 })
  expect((await verdictOn('2026-04-01', potholeId)).word).toBe('worse')
})

test('fewer than five complaints before are too few', async () => {
  const rare: Course = (day) => (day.endsWith('-15') ? 1 : 0)
  const { potholeId } = await fixed({ target: rare, controls: () => 8 })
  const verdict = await verdictOn('2026-04-01', potholeId)
  expect([verdict.word, verdict.reason]).toEqual(['cannot_tell', 'too_few'])
})

test('what was frozen before stays as it was, and a recount is shown', async () => {
  const { potholeId, ruleId } = await fixed({ target: (day) => after(day, 3, 1), controls: () => 8 })
  const before = await verdictOn('2026-04-01', potholeId)
  expect(before.cautions).not.toContain('recounted')
  await sql`delete from counted_days where rule_id = ${ruleId} and day < '2025-11-15'`.execute(db)
  const later = await verdictOn('2026-04-02', potholeId)
  expect(later.baseline.complaints).toBe(before.baseline.complaints)
  expect(later.cautions).toContain('recounted')
})

test('the same complaints repaired at two potholes at once prove neither repair', async () => {
  const { ruleId, potholeId } = await fixed({ target: (day) => after(day, 3, 0), controls: () => 8 })
  const other = await fixed({ target: () => 0, ruleId, controls: () => 7 })
  expect((await verdictOn('2026-04-01', potholeId)).reason).toBe('co_intervention')
  const second = await fixed({ target: (day) => after(day, 3, 0), controls: () => 8 })
  await fixed({ target: () => 0, ruleId: second.ruleId, potholeId: second.potholeId, controls: () => 9 })
  const verdict = await verdictOn('2026-04-01', second.potholeId)
  expect([verdict.word, verdict.cautions.includes('together')]).toEqual(['worked', true])
  expect(other.ruleId).toBe(ruleId)
})

test('a proven repair that is lost again opens the pothole by itself, and proves nothing any more', async () => {
  const course: Course = (day) => (day > '2026-04-01' ? 4 : after(day, about(4, day), 1))
  const { potholeId } = await fixed({ target: course, controls: (day) => about(8, day) })
  expect((await verdictOn('2026-04-01', potholeId)).word).toBe('worked')
  await inTransaction(db, async (tx) => {
    await sql`update potholes set told_at = ${begun} where id = ${potholeId}`.execute(tx)
  })
  const closer = { person: { id: manager, role: 'manager' }, now: new Date('2026-04-01T12:00:00Z'), ifMatch: null }
  await inTransaction(db, (tx) => closePothole(tx, potholeId, { closing: 'repaired' }, closer))
  expect(await stateOf(potholeId)).toBe('repaired')
  const back = await verdictOn('2026-06-20', potholeId)
  expect([back.word, back.reason]).toEqual(['no_effect', 'came_back'])
  const pothole = await readPothole(db, potholeId)
  expect([pothole.closedAt, pothole.provenAt, pothole.reopenedAt === null]).toEqual([null, null, false])
  expect((await verdictOn('2026-06-21', potholeId)).reason).toBe('came_back')
})

test('a repair that holds stays proven', async () => {
  const { potholeId } = await fixed({ target: (day) => after(day, about(4, day), 1), controls: (day) => about(8, day) })
  await verdictOn('2026-04-01', potholeId)
  expect((await verdictOn('2026-06-28', potholeId)).word).toBe('worked')
  expect(await stateOf(potholeId)).toBe('proven')
})

test('a fix that cannot be judged keeps no other from its verdict', async () => {
  const [one, other] = [
    await fixed({ target: (day) => about(6, day) }),
    await fixed({ target: (day) => about(6, day) }),
  ]
  // Judged in the order of their ids: the first is in the way of the database.
  await sql`alter table verdict_baselines add constraint in_the_way check (fix_id <> ${sql.lit(one.id)})`.execute(owned)
  await judgeFixes(db, new Date('2026-05-01T09:00:00Z'))
  await sql`alter table verdict_baselines drop constraint in_the_way`.execute(owned)
  const { rows } = await sql<{ id: string }>`
    select fix_id as id from verdict_reports where fix_id in (${one.id}, ${other.id})`.execute(db)
  expect(rows).toEqual([{ id: other.id }])
})
