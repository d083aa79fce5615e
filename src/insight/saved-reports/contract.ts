import { z } from 'zod'
import { Day } from '../../causes/contract.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Narrowing, type NarrowingWritten, reportPages } from '../reports/contract.ts'
import { StaffLetter } from '../staff-letters/contract.ts'
import { movingPeriods } from './rules.ts'

const Named = z.object({ id: z.uuid(), name: z.string() })
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.time')

export const ReportPeriod = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(movingPeriods).describe('Days counted back from the day on which it is made; all are over'),
  }),
  z
    .strictObject({ kind: z.literal('fixed'), from: Day, to: Day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'field.after_from' }),
])
export type ReportPeriod = z.infer<typeof ReportPeriod>

export const scheduleFormats = ['pdf', 'xlsx', 'link'] as const
const When = {
  at: Time.describe('Local time of the company'),
  format: z.enum(scheduleFormats).describe('`link`: the address of the page alone'),
  recipientIds: z.array(z.uuid()).min(1).max(100),
}
export const Schedule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), ...When }),
  z.strictObject({ every: z.literal('week'), weekday: z.number().int().min(1).max(7).describe('1: Monday'), ...When }),
  z.strictObject({ every: z.literal('month'), dayOfMonth: z.number().int().min(1).max(28), ...When }),
])
export type Schedule = z.infer<typeof Schedule>

const ScheduleRead = z.object({
  every: z.enum(['day', 'week', 'month']),
  weekday: z.number().int().nullable(),
  dayOfMonth: z.number().int().nullable(),
  at: Time,
  format: z.enum(scheduleFormats),
  recipients: z.array(Named.extend({ active: z.boolean() })),
  nextAt: z.iso.datetime().nullable(),
  stopped: z.enum(['by_hand', 'owner_left']).nullable().describe('Why it is sent no more'),
})

export const SavedReport = z.object({
  id: z.uuid(),
  name: z.string(),
  page: z.enum(reportPages),
  narrowing: z.record(z.string(), z.string()).describe('As the address of the page has it'),
  narrowedTo: z.array(z.string()).describe('The same in words'),
  period: ReportPeriod,
  days: z.object({ from: Day, to: Day }).describe('Those it would be about today'),
  owner: Named,
  mayChange: z.boolean().describe('Whether I may change, send and delete it: it is mine, or I am an administrator'),
  isSentToMe: z.boolean(),
  timeZone: z.string().describe('By whose clocks it is sent: the company’s'),
  schedule: ScheduleRead.nullable(),
  letters: z.array(StaffLetter).describe('The latest ten; of somebody else’s report only mine'),
  version: z.number().int(),
})
export type SavedReport = z.infer<typeof SavedReport>

/** What a page is narrowed to, checked as the page would check it, and kept as it was written. */
const NarrowingKept = z
  .record(z.string().max(60), z.string().max(4000))
  .check(({ value, issues }) => {
    const found = Narrowing.strict().safeParse(value)
    for (const { path, message } of found.error?.issues ?? [])
      issues.push({ code: 'custom', message, path, input: value })
  })
  .transform((value) => value as NarrowingWritten)
  .describe('As the address of the page has it')

const Given = z.strictObject({
  name: z.string().trim().min(1).max(100),
  page: z.enum(reportPages),
  narrowing: NarrowingKept.default({}),
  period: ReportPeriod,
})
export type ReportGiven = z.infer<typeof Given>
const Id = z.object({ id: z.uuid() })

nameShapes({ SavedReport, ReportPeriod, ReportSchedule: Schedule })

export const savedReportsContract = contract({
  listSavedReports: {
    method: 'GET',
    path: '/api/v1/saved-reports',
    summary: 'Pages of numbers that I keep under a name, and those that are sent to me',
    answer: { status: 200, shape: z.array(SavedReport) },
  },
  saveReport: {
    method: 'POST',
    path: '/api/v1/saved-reports',
    summary: 'Keep a page of numbers, its days and what it is narrowed to, under a name',
    body: Given,
    answer: { status: 201, shape: SavedReport },
  },
  changeSavedReport: {
    method: 'PATCH',
    path: '/api/v1/saved-reports/:id',
    summary: 'Change the name or the days of a saved report',
    params: Id,
    ifMatch: true,
    etag: true,
    body: Given.pick({ name: true, period: true }).partial(),
    answer: { status: 200, shape: SavedReport },
  },
  deleteSavedReport: {
    method: 'DELETE',
    path: '/api/v1/saved-reports/:id',
    summary: 'Delete a saved report, when it is sent, and the record of its letters',
    params: Id,
    ifMatch: true,
    answer: { status: 204, shape: null },
  },
  scheduleReport: {
    method: 'PUT',
    path: '/api/v1/saved-reports/:id/schedule',
    summary: 'Have a saved report sent to people who work here, by day, week or month',
    description:
      'Each gets it in their language and as far as they may see it when it is sent; who has left or may read no reports by then gets nothing.',
    params: Id,
    ifMatch: true,
    etag: true,
    body: Schedule,
    answer: { status: 200, shape: SavedReport },
  },
  stopReport: {
    method: 'DELETE',
    path: '/api/v1/saved-reports/:id/schedule',
    summary: 'Send a saved report no more; its schedule is kept and can be set again',
    params: Id,
    ifMatch: true,
    etag: true,
    answer: { status: 200, shape: SavedReport },
  },
  leaveReport: {
    method: 'DELETE',
    path: '/api/v1/saved-reports/:id/recipients/me',
    summary: 'Get a saved report no more',
    params: Id,
    answer: { status: 204, shape: null },
  },
  sendReportNow: {
    method: 'POST',
    path: '/api/v1/saved-reports/:id/letters',
    summary: 'Send a saved report to me, now',
    params: Id,
    answer: { status: 202, shape: SavedReport },
  },
})
