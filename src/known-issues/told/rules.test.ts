import { expect, test } from 'vitest'
import { readAffected } from './list.ts'
import { flawsOfWords, hindranceOf, isBlaming, lettersDue, saidBriefly, wordsOf } from './rules.ts'

const nothing = { told_us: '', change: '', proof: '', issue: '', thanks: '', name: '', reference: '', company: '' }
const at = (seconds: number) => new Date(seconds * 1000)

test('letters leave at the pace, and what was missed while nobody looked is not made up for', () => {
  expect(lettersDue({ nextAt: at(0), now: at(0), perHour: 360 })).toEqual({ count: 1, nextAt: at(10) })
  expect(lettersDue({ nextAt: at(10), now: at(9), perHour: 360 })).toEqual({ count: 0, nextAt: at(10) })
  expect(lettersDue({ nextAt: at(10), now: at(45), perHour: 360 })).toEqual({ count: 4, nextAt: at(50) })
  expect(lettersDue({ nextAt: at(0), now: at(86_400), perHour: 360 }).count).toBe(7)
  expect(lettersDue({ nextAt: at(0), now: at(86_400), perHour: 1 }).count).toBe(1)
})

test('at any pace no more leave in an hour of turns than it allows', () => {
  for (const perHour of [1, 7, 200, 20_000]) {
    let [nextAt, sent] = [at(0), 0]
    for (let second = 0; second < 3600; second += 2) {
      const due = lettersDue({ nextAt, now: at(second), perHour })
      ;[nextAt, sent] = [due.nextAt, sent + due.count]
    }
    expect(sent).toBeLessThanOrEqual(perHour)
    expect(sent).toBeGreaterThanOrEqual(perHour * 0.98)
  }
})

test('a paragraph that has nothing to say is left out, and what was put in is not looked at again', () => {
  const said = { ...nothing, told_us: 'You wrote {proof}', proof: 'It works.' }
  const { subject, body } = wordsOf(
    { subject: 'News, {name}', body: '{told_us}\n\n{issue}\n\n{proof}\n\n{thanks}' },
    said,
  )
  expect(subject).toBe('News,')
  expect(body).toBe('You wrote {proof}\n\nIt works.')
})

test('words cannot leave out what they told us and how far the repair has come', () => {
  const of = (body: string, subject = 'News') => flawsOfWords({ subject, body }).map(({ what, name }) => [what, name])
  expect(of('{told_us} {proof}')).toEqual([])
  expect(of('Hello')).toEqual([
    ['needed', 'told_us'],
    ['needed', 'proof'],
  ])
  expect(of('{told_us} {proof} {link}')).toEqual([['unknown', 'link']])
  expect(of('{told_us} {proof}', '{proof}')).toEqual([['not_in_subject', 'proof']])
})

test('words that blame are known in both languages', () => {
  expect(isBlaming({ subject: 'News', body: 'You should have read the terms.' })).toBe(true)
  expect(isBlaming({ subject: 'News', body: 'Вы сами виноваты.' })).toBe(true)
  expect(isBlaming({ subject: 'News', body: 'The fee is gone.' })).toBe(false)
})

test('what somebody wrote is shortened and leads nowhere', () => {
  expect(
    saidBriefly('See https://evil.example/x and www.evil.example, mail me@evil.example or evil.example/y now'),
  ).toBe('See … and … mail … or … now')
  expect(saidBriefly('The fee.\nIt was never shown.')).toBe('The fee. It was never shown.')
  expect(saidBriefly('word '.repeat(200)).length).toBeLessThanOrEqual(240)
})

test('a letter says “proven” only of a repair that is, and nothing is told of what will not be repaired', () => {
  const of = (isProven: boolean, closing: 'repaired' | 'not_repaired' | 'merged' | null = null) =>
    (['earlier', 'proven'] as const).map((stage) => hindranceOf(stage, { isProven, closing }))
  expect(of(false)).toEqual([null, 'not_proven'])
  expect(of(true)).toEqual(['proven', null])
  expect(of(true, 'repaired')).toEqual(['proven', null])
  expect(of(false, 'not_repaired')).toEqual(['closed', 'closed'])
  expect(of(true, 'merged')).toEqual(['closed', 'closed'])
})

test('a list gives each address once, and back what cannot be used, with its line and its reason', () => {
  const { listed, rejected } = readAffected(
    '\uFEFFE-mail;Name;Язык;What happened\r\nKim@Example.org;Kim;Russian;"Paid; twice"\r\n;Lee;en;x\r\nnobody;;;\r\n\r\nkim@example.org;;;\r\nsam@example.org;;de;\r\n',
  )
  expect(listed).toEqual([
    { email: 'kim@example.org', name: 'Kim', language: 'ru', happened: 'Paid; twice' },
    { email: 'sam@example.org', name: null, language: null, happened: null },
  ])
  expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'no_email'],
    [4, 'bad_email'],
    [6, 'repeated'],
  ])
  expect(rejected[0]?.cells).toEqual(['', 'Lee', 'en', 'x'])
  expect(() => readAffected('name\nKim')).toThrow('affected_list_unreadable')
})

test('a sign that the database cannot hold keeps no list from being read', () => {
  expect(readAffected('email,name\nkim@example.org,K\0m').listed[0]?.name).toBe('K\uFFFDm')
})
