import { expect, test } from 'vitest'
import { column, type Person, startProduct } from '../../test/setup/product.ts'
import { newId } from '../platform/ids.ts'
import type { CodingGiven } from './contract.ts'
import type { CauseClass } from './rules.ts'

const { db, people, call, addPerson, clock } = await startProduct()
const { agent, analyst, manager } = people
const third = await addPerson('analyst', { name: 'Third' })

const words = (text: string) => ({ en: text, ru: text })
const causes = [
  { code: 'late', class: 'delivery' as const, locus: 'system', name: words('Late') },
  { code: 'fee', class: 'surprise' as const, locus: 'message', name: words('Fee') },
]
const taxonomy = await call(analyst, 'replaceTaxonomy', { body: { basedOn: 1, note: 'First', causes } })
const late = taxonomy.body.causes.find((cause) => cause.code === 'late')?.id ?? ''

const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
const create = async (text = 'Something') => (await call(agent, 'createComplaint', { body: { text } })).body
type Given = { pass?: 1 | 2; primary?: CodingGiven; contributing?: CodingGiven[] }
const code = (reference: string, who: Person, { pass = 1, primary = { asDesigned: 'no' }, contributing }: Given = {}) =>
  call(who, 'codeComplaint', { params: { reference }, body: { pass, primary, contributing } })
const codings = async (reference: string, who = manager, blind: 'true' | 'false' = 'false') =>
  (await call(who, 'readCodings', { params: { reference }, query: { blind } })).body
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body

test.each([
  [{ asDesigned: 'no' }, 'delivery', null],
  [{ asDesigned: 'no', expected: 'no', locus: 'partner' }, 'delivery', 'partner'],
  [{ asDesigned: 'no', causeId: late }, 'delivery', 'system'],
  [{ asDesigned: 'yes', expected: 'no', locus: 'need' }, 'surprise', 'need'],
  [{ asDesigned: 'yes', expected: 'yes', locus: 'missed_information' }, 'mismatch', 'missed_information'],
  [{ asDesigned: 'yes', expected: 'unknown' }, 'unknown', null],
  [{ asDesigned: 'yes' }, 'unknown', null],
  [{ asDesigned: 'unknown', expected: 'no' }, 'unknown', null],
] as [CodingGiven, CauseClass, string | null][])('%j is coded as %s', async (primary, causeClass, locus) => {
  const { reference } = await create()
  const answer = await code(reference, analyst, { primary })
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject([
    { pass: 1, standing: 'primary', class: causeClass, locus, coder: { name: 'Analyst' }, current: true },
  ])
  const complaint = await read(reference)
  expect([complaint.causeClass, complaint.causeLocus, complaint.cause?.id ?? null]).toEqual([
    causeClass,
    locus,
    primary.causeId ?? null,
  ])
})

test.each([
  ['a locus of another class', { asDesigned: 'no', locus: 'process' }, '422 locus_not_of_class'],
  ['a locus where nothing is known', { asDesigned: 'unknown', locus: 'person' }, '422 locus_not_of_class'],
  ['a cause of another class', { asDesigned: 'yes', expected: 'no', causeId: late }, '422 cause_not_of_class'],
  ['a cause where nothing is known', { asDesigned: 'unknown', causeId: late }, '422 cause_not_of_class'],
  ['a cause of another locus', { asDesigned: 'no', locus: 'person', causeId: late }, '422 locus_not_of_cause'],
  ['a cause nobody knows', { asDesigned: 'no', causeId: newId() }, '422 no_such_reference'],
  ['a locus nobody knows', { asDesigned: 'no', locus: 'Ivan' }, '400 fields_invalid'],
  ['no answer to the first question', {}, '400 fields_invalid'],
])('%s is refused and codes nothing', async (_name, primary, refusal) => {
  const { reference } = await create()
  expect(type(await code(reference, analyst, { primary: primary as CodingGiven }))).toBe(refusal)
  expect(type(await code(reference, analyst, { contributing: [primary as CodingGiven] }))).toBe(refusal)
  expect(await codings(reference)).toEqual([])
  expect((await read(reference)).causeClass).toBeNull()
})

test('coding again replaces the coding, and keeps the old one', async () => {
  const { reference } = await create()
  await code(reference, analyst, {
    contributing: [
      { asDesigned: 'yes', expected: 'no' },
      { asDesigned: 'yes', expected: 'yes' },
    ],
  })
  clock.advance(1000)
  await code(reference, manager, { primary: { asDesigned: 'yes', expected: 'no' } })
  const all = await codings(reference)
  expect(all.map((coding) => [coding.current, coding.standing, coding.class])).toEqual([
    [true, 'primary', 'surprise'],
    [false, 'primary', 'delivery'],
    [false, 'contributing', 'surprise'],
    [false, 'contributing', 'mismatch'],
  ])
  expect((await read(reference)).causeClass).toBe('surprise')
})

test('a second coder is another person, comes after the first, and moves no count', async () => {
  const { reference } = await create()
  const second = { pass: 2 as const, primary: { asDesigned: 'yes' as const, expected: 'no' as const } }
  expect(type(await code(reference, manager, second))).toBe('409 first_coding_needed')
  await code(reference, analyst)
  expect(type(await code(reference, analyst, second))).toBe('409 second_coder_needed')
  const { body } = await code(reference, manager, second)
  expect(body.map((coding) => coding.coder.name)).toEqual(['Manager'])
  expect((await read(reference)).causeClass).toBe('delivery')
})

test('who made the second coding does not take over the first', async () => {
  const { reference } = await create()
  await code(reference, analyst)
  await code(reference, manager, { pass: 2 })
  expect(type(await code(reference, manager))).toBe('409 coded_as_second')
  expect((await code(reference, third)).status).toBe(201)
  expect((await code(reference, analyst, { pass: 2 })).status).toBe(201)
  const primaries = (await codings(reference)).filter((coding) => coding.current)
  expect(primaries.map((coding) => [coding.pass, coding.coder.name])).toEqual([
    [1, 'Third'],
    [2, 'Analyst'],
  ])
})

test('blind shows a coder their own coding only', async () => {
  const { reference } = await create()
  await code(reference, analyst)
  expect(await codings(reference, manager, 'true')).toEqual([])
  await code(reference, manager, { pass: 2 })
  expect((await codings(reference, manager, 'true')).map((coding) => coding.pass)).toEqual([2])
  expect(await codings(reference, manager)).toHaveLength(2)
})

test('of many who code at once one coding stands, and complaint, coding and last event agree', async () => {
  const { reference, id } = await create()
  const said: CodingGiven[] = [
    { asDesigned: 'no' },
    { asDesigned: 'yes', expected: 'no' },
    { asDesigned: 'yes', expected: 'yes' },
  ]
  const coders = [analyst, manager, third]
  const answers = await Promise.all(
    said.map((primary, index) => code(reference, coders[index] ?? analyst, { primary })),
  )
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201])
  const standing = await column<string>(
    db,
    `select class from codings where complaint_id = '${id}' and superseded_at is null`,
  )
  expect(standing).toEqual([(await read(reference)).causeClass])
  const last = await column<string>(
    db,
    `select detail ->> 'class' from complaint_events where complaint_id = '${id}' order by seq desc limit 1`,
  )
  expect(last).toEqual(standing)
})

test('of many who code second at once, first coder among them, one other person’s coding stands', async () => {
  const { reference, id } = await create()
  await code(reference, analyst)
  const answers = await Promise.all([analyst, manager, third].map((who) => code(reference, who, { pass: 2 })))
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 201, 409])
  expect(
    await column(
      db,
      `select count(*) from codings where complaint_id = '${id}' and pass = 2 and superseded_at is null`,
    ),
  ).toEqual([1])
})

test('a program does not code', async () => {
  const { reference } = await create()
  const local = { headers: { authorization: 'Bearer local-token' } }
  const answer = await call(local, 'codeComplaint', { params: { reference }, body: { primary: { asDesigned: 'no' } } })
  expect(type(answer)).toBe('403 person_needed')
})

test('what waits for a coder comes newest first, once coded no more, and for the second from others only', async () => {
  const fresh = await startProduct()
  const [first, second] = [fresh.people.analyst, fresh.people.manager]
  const made: string[] = []
  for (const day of ['01', '02', '03']) {
    const body = { text: `Day ${day}`, receivedAt: `2026-02-${day}T12:00:00Z` }
    made.push((await fresh.call(fresh.people.agent, 'createComplaint', { body })).body.reference)
  }
  const next = async (who: Person, pass: number, after?: string) =>
    (await fresh.call(who, 'nextToCode', { query: { pass, after } as never })).body
  const codeHere = (reference: string, who: Person, pass: 1 | 2) =>
    fresh.call(who, 'codeComplaint', { params: { reference }, body: { pass, primary: { asDesigned: 'no' } } })
  expect(await next(first, 1)).toEqual({ reference: made[2], left: 3, more: false })
  expect((await next(first, 1, made[2])).reference).toBe(made[1])
  expect((await next(first, 1, made[0])).reference).toBeNull()
  expect(await next(second, 2)).toEqual({ reference: null, left: 0, more: false })
  await codeHere(made[1] ?? '', first, 1)
  expect(await next(first, 1)).toEqual({ reference: made[2], left: 2, more: false })
  expect(await next(first, 2)).toEqual({ reference: null, left: 0, more: false })
  expect(await next(second, 2)).toEqual({ reference: made[1], left: 1, more: false })
  await codeHere(made[1] ?? '', second, 2)
  expect((await next(second, 2)).left).toBe(0)
})
