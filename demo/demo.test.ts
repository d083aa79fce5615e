import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { people, teams } from './people.json'
import { steps } from './steps.json'
import { causes } from './taxonomy.json'

type Row = Record<string, string>

const loci: Record<string, string[]> = {
  delivery: ['person', 'system', 'partner'],
  surprise: ['product', 'process', 'message', 'need'],
  mismatch: ['use', 'expectation', 'fit', 'missed_information'],
}
const narrative = 'Consumer complaint narrative'

const file = (name: string) => readFileSync(new URL(name, import.meta.url))
const rows = (text: string) => Papa.parse<Row>(text, { header: true, skipEmptyLines: true })

const complaints = rows(gunzipSync(file('cfpb-complaints.csv.gz')).toString('utf8'))
const byId = new Map(complaints.data.map((complaint) => [complaint['Complaint ID'], complaint]))
const codings = rows(file('codings.csv').toString('utf8')).data
const codedBy = (coder: string) => codings.filter((coding) => coding.coder === coder)
const pair = (at: { class?: string; locus?: string }) => `${at.class}.${at.locus}`
const legalPairs = new Set(Object.entries(loci).flatMap(([name, list]) => list.map((locus) => `${name}.${locus}`)))

test('the complaints have the 18 columns of the official export, and every row has all of them', () => {
  expect(complaints.errors).toEqual([])
  expect(complaints.meta.fields).toEqual([
    'Date received',
    'Product',
    'Sub-product',
    'Issue',
    'Sub-issue',
    narrative,
    'Company public response',
    'Company',
    'State',
    'ZIP code',
    'Tags',
    'Consumer consent provided?',
    'Submitted via',
    'Date sent to company',
    'Company response to consumer',
    'Timely response?',
    'Consumer disputed?',
    'Complaint ID',
  ])
})

test('there are as many complaints and narratives as the page says, each once', () => {
  expect(complaints.data).toHaveLength(4146)
  expect(byId.size).toBe(4146)
  expect(complaints.data.filter((complaint) => complaint[narrative])).toHaveLength(979)
})

test('no narrative holds an e-mail address, a telephone or an identity number', () => {
  const personal = /[A-WYZa-z0-9]@[\w-]+\.\w|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{3}-\d{2}-\d{4}/
  expect(complaints.data.filter((complaint) => personal.test(complaint[narrative] ?? ''))).toEqual([])
})

test('300 complaints are coded once by A and 60 of them once more by B, all with a narrative', () => {
  const first = new Set(codedBy('A').map((coding) => coding.complaint_id))
  const second = new Set(codedBy('B').map((coding) => coding.complaint_id))
  expect([codings.length, first.size, second.size]).toEqual([360, 300, 60])
  expect([...second].filter((id) => !first.has(id))).toEqual([])
  expect([...first].filter((id) => !byId.get(id)?.[narrative])).toEqual([])
})

test('what A and B differ in is settled, nothing else is, and each with its reason', () => {
  const settled = rows(file('settlements.csv').toString('utf8')).data
  const second = new Map(codedBy('B').map((coding) => [coding.complaint_id, coding]))
  const differing = codedBy('A').filter((coding) => {
    const other = second.get(coding.complaint_id)
    return other && pair(other) !== pair(coding)
  })
  const idsOf = (some: Row[]) => new Set(some.map((row) => row.complaint_id))
  expect([settled.length, idsOf(settled)]).toEqual([differing.length, idsOf(differing)])
  expect(
    settled.filter(({ holds, reason }) => !['A', 'B'].includes(holds ?? '') || (reason ?? '').length < 20),
  ).toEqual([])
})

test('the class of every coding follows from the two questions', () => {
  const classOf = ({ as_designed, expected }: Row) => {
    if (as_designed === 'no') return 'delivery'
    if (as_designed !== 'yes') return 'unknown'
    return { no: 'surprise', yes: 'mismatch' }[expected ?? ''] ?? 'unknown'
  }
  expect(codings.filter((coding) => coding.class !== classOf(coding))).toEqual([])
})

test('every coding names a known step, and a cause of its own class and locus unless it is unknown', () => {
  const known = new Map(causes.map((cause) => [cause.code, pair(cause)]))
  const places = new Set(steps.map((step) => step.code))
  const wrong = codings.filter((coding) =>
    coding.class === 'unknown' ? coding.cause || coding.locus : known.get(coding.cause ?? '') !== pair(coding),
  )
  expect(wrong).toEqual([])
  expect(codings.filter((coding) => !places.has(coding.step ?? ''))).toEqual([])
})

test('a coding has at most two contributing causes, legal and other than its own', () => {
  const wrong = codings.filter((coding) => {
    const contributing = (coding.contributing ?? '').split(';').filter(Boolean)
    const others = new Set(contributing.filter((other) => legalPairs.has(other) && other !== pair(coding)))
    return contributing.length > 2 || others.size !== contributing.length
  })
  expect(wrong).toEqual([])
})

test('every cause is legal, used, and told with examples in both languages', () => {
  const used = new Set(codings.map((coding) => coding.cause))
  const complete = ({ name, definition, examples }: (typeof causes)[number]) =>
    [name, definition, examples.positive, examples.negative, examples.border].every(
      (text) => text.en.length > 4 && /\p{Script=Cyrillic}/u.test(text.ru) && !/\p{Script=Cyrillic}/u.test(text.en),
    )
  expect(new Set(causes.map((cause) => cause.code)).size).toBe(causes.length)
  expect(causes.filter((cause) => !legalPairs.has(pair(cause)) || !used.has(cause.code) || !complete(cause))).toEqual(
    [],
  )
})

test('the staff is invented, of every role, and each person is in a team that exists', () => {
  const roles = ['administrator', 'agent', 'analyst', 'executive', 'manager', 'operations']
  expect([...new Set(people.map((person) => person.role))].sort()).toEqual(roles)
  expect(people.filter((person) => !teams.includes(person.team) || !person.email.endsWith('@example.com'))).toEqual([])
})

test('the rows of the repaired pothole are as many a month as the Bureau counted, and only ours have words', () => {
  const head = complaints.meta.fields?.map((field) => JSON.stringify(field)).join(',')
  const story = rows(`${head}\n${gunzipSync(file('opened-accounts.csv.gz')).toString('utf8')}`)
  expect(story.errors).toEqual([])
  const monthly = (issue: string) =>
    [...Map.groupBy(story.data, (row) => row['Date received']?.slice(0, 7))].map(
      ([, month]) => month.filter((row) => row.Issue === issue).length,
    )
  expect(monthly('Opening an account')).toEqual([
    90, 101, 82, 148, 130, 61, 186, 63, 49, 46, 47, 43, 29, 43, 30, 38, 47, 20,
  ])
  expect(monthly('Closing an account')).toEqual([
    76, 64, 69, 53, 69, 62, 84, 80, 58, 62, 54, 58, 78, 68, 56, 65, 44, 57,
  ])
  expect(monthly('Fraud or scam')).toEqual([55, 60, 61, 48, 41, 43, 50, 32, 45, 37, 35, 42, 49, 42, 37, 31, 40, 43])
  expect(story.data.filter((row) => row[narrative])).toHaveLength(14)
  expect(
    story.data.filter((row) => !/^R\d{5}$/.test(row['Complaint ID'] ?? '') || byId.has(row['Complaint ID'])),
  ).toEqual([])
})
