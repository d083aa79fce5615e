import { expect, test } from 'vitest'
import type { AutomaticKind } from './mail.ts'
import { partsOf, read } from './mail-for-tests.ts'

const kindOf = async (headers: Record<string, string>, body = 'Hello') =>
  (await read(headers, body)).automatic?.kind ?? null

test.each<[AutomaticKind, Record<string, string>]>([
  ['out_of_office', { Subject: 'Automatic reply: Your complaint', 'Auto-Submitted': 'auto-generated' }],
  ['out_of_office', { Subject: 'Out of Office: back on Monday' }],
  ['out_of_office', { Subject: 'Автоответ: Ваше обращение' }],
  ['out_of_office', { Subject: '=?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGC?=: Re' }],
  ['auto_reply', { 'Auto-Submitted': 'auto-replied (vacation)' }],
  ['auto_reply', { 'X-Autoreply': 'yes' }],
  ['auto_reply', { Precedence: 'auto_reply' }],
  ['auto_generated', { 'Auto-Submitted': 'auto-generated' }],
  ['auto_generated', { 'Return-Path': '<>' }],
  ['list', { 'List-Id': '<news.example.com>' }],
  ['list', { 'List-Unsubscribe': '<mailto:out@example.com>' }],
  ['list', { Precedence: 'list' }],
  ['bulk', { Precedence: 'bulk' }],
  ['no_reply_address', { From: 'Shop <no-reply@example.com>' }],
  ['no_reply_address', { From: 'donotreply@example.com' }],
  ['asks_for_no_answer', { 'X-Auto-Response-Suppress': 'OOF, AutoReply' }],
  ['bounce', { From: 'MAILER-DAEMON@example.com' }],
  ['bounce', { 'Return-Path': '<>', Subject: 'Undelivered Mail Returned to Sender' }],
])('no machine answers %s (%j)', async (kind, headers) => {
  expect(await kindOf(headers)).toBe(kind)
})

test('no machine answers a read receipt or an answer to an invitation', async () => {
  const receipt = { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b' }
  const parts = ['\r\nSeen.', 'Content-Type: message/disposition-notification\r\n\r\nDisposition: displayed']
  expect(await kindOf(receipt, partsOf('b', parts))).toBe('read_receipt')
  expect(await kindOf({ 'Content-Type': 'text/calendar; method=REPLY' }, 'BEGIN:VCALENDAR')).toBe('calendar_reply')
})

test('a person is a person, whatever their headers and subject say of automata', async () => {
  expect(await kindOf({ 'Auto-Submitted': 'no' })).toBeNull()
  expect(await kindOf({ Subject: 'Automatic door broke my hand' })).toBeNull()
  expect(await kindOf({ Subject: 'Your office was closed' })).toBeNull()
  expect(await kindOf({ 'X-Auto-Response-Suppress': 'DR, RN' })).toBeNull()
  expect(await kindOf({ Precedence: 'first-class', 'X-Autoreply': 'no' })).toBeNull()
})

test('the sign says which line gave it away', async () => {
  expect((await read({ Precedence: 'bulk' })).automatic?.sign).toBe('precedence: bulk')
})

test('what a filter on the way took for spam is known', async () => {
  expect((await read({ 'X-Spam-Flag': 'YES' })).spamSign).toBe('x-spam-flag: YES')
  expect((await read({ 'X-Spam-Status': 'Yes, score=9.1 required=5.0' })).spamSign).toContain('score=9.1')
  expect((await read({ 'X-Spam-Status': 'No, score=0.1' })).spamSign).toBeNull()
})
