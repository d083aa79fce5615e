import { z } from 'zod'
import { Calendar } from '../../calendar/calendar.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { RegimeConditions, RegimeDefinition, Stage, StageKind } from './rules.ts'

const When = z.iso.datetime()
const Name = z.string().trim().min(1).max(200)
const Id = z.object({ id: z.uuid() })
const Version = z.string()
const Said = z.object({ en: z.string(), ru: z.string() })

const CalendarGiven = Calendar.extend({
  name: Name,
  knownUntil: z.iso.date().nullish().describe('Up to which day its holidays have been entered'),
})
export type CalendarGiven = z.infer<typeof CalendarGiven>
const WorkCalendar = CalendarGiven.extend({
  id: z.uuid(),
  knownUntil: z.iso.date().nullable(),
  regimes: z.number().int().describe('How many regimes count by it'),
  version: Version,
})
export type WorkCalendar = z.infer<typeof WorkCalendar>

const RegimeGiven = RegimeDefinition.extend({ name: Name, active: z.boolean(), calendarId: z.uuid() })
export type RegimeGiven = z.infer<typeof RegimeGiven>
const Regime = RegimeGiven.extend({
  id: z.uuid(),
  preset: z.string().nullable().describe('What it was made from'),
  ends: z.array(z.object({ stage: z.string(), dueAt: When })).describe('When each stage of a complaint of now is due'),
  version: Version,
})
export type Regime = z.infer<typeof Regime>

const ClockPreset = RegimeDefinition.extend({
  key: z.string(),
  name: z.string(),
  calendar: z.string().describe('Name of the calendar it counts by'),
  isAdopted: z.boolean(),
})
export type ClockPreset = z.infer<typeof ClockPreset>

const ComplaintClock = z.object({
  regime: z.object({ id: z.uuid(), name: z.string() }),
  stage: z.string(),
  kind: StageKind,
  words: Said.nullable().describe('What must be done by then, where the kind does not say enough'),
  dueAt: When,
  isDuty: z.boolean().describe('False: a chance; by then an easier way is open'),
  metAt: When.nullable(),
  metBy: z.string().nullable().describe('The kind of the event that ended it'),
})
export type ComplaintClock = z.infer<typeof ComplaintClock>
const ComplaintClocks = z.object({
  items: z.array(ComplaintClock),
  signposts: z.array(z.object({ regime: z.string(), words: Said })).describe('Where the customer can turn outside'),
})
export type ComplaintClocks = z.infer<typeof ComplaintClocks>

const Ladder = z
  .object({
    remindHoursBefore: z.number().int().min(1).max(720).describe('The owner is reminded so many hours before'),
    leadHoursAfter: z.number().int().min(0).max(720).describe('The lead of the team is told so many hours after'),
    managerHoursAfter: z.number().int().min(0).max(2000),
    leads: z.array(z.object({ teamId: z.uuid(), leadId: z.uuid().nullable() })).max(1000),
  })
  .refine(({ leadHoursAfter, managerHoursAfter }) => leadHoursAfter <= managerHoursAfter, {
    message: 'field.ladder_order',
    path: ['managerHoursAfter'],
  })
export type Ladder = z.infer<typeof Ladder>

const Absence = z
  .object({
    standInId: z
      .uuid()
      .nullable()
      .describe('Who is told too when something of mine is late, or comes near while I am away'),
    awayFrom: When.nullable(),
    awayUntil: When.nullable(),
  })
  .refine(({ awayFrom, awayUntil }) => awayUntil === null || (awayFrom !== null && awayFrom < awayUntil), {
    message: 'field.away_order',
    path: ['awayUntil'],
  })
export type Absence = z.infer<typeof Absence>

nameShapes({ RegimeConditions, RegimeStage: Stage, NewRegime: RegimeGiven, NewCalendar: CalendarGiven })
nameShapes({ WorkCalendar, Regime, ClockPreset, ComplaintClock, ComplaintClocks, Ladder, Absence })

const Which = z.object({ reference: z.string().min(1).max(60) })

export const clocksContract = contract({
  readClocks: {
    method: 'GET',
    path: '/api/v1/complaints/:reference/clocks',
    summary: 'What is due on a complaint by which regime, the earliest first, beside its next update',
    params: Which,
    answer: { status: 200, shape: ComplaintClocks },
  },
  meetClock: {
    method: 'POST',
    path: '/api/v1/complaints/:reference/clocks',
    summary: 'Say that what a clock asks for was done, or that it was not after all',
    params: Which,
    body: z.object({ regimeId: z.uuid(), stage: z.string().min(1).max(40), met: z.boolean() }),
    answer: { status: 200, shape: ComplaintClocks },
  },
  listRegimes: {
    method: 'GET',
    path: '/api/v1/regimes',
    summary: 'Regimes of time limits, by name, and how far open complaints have caught up with their last change',
    answer: {
      status: 200,
      shape: z.object({
        items: z.array(Regime),
        catchingUp: z
          .object({ checked: z.number().int(), open: z.number().int() })
          .nullable()
          .describe('null: every clock is as the rules want it'),
      }),
    },
  },
  addRegime: {
    method: 'POST',
    path: '/api/v1/regimes',
    summary: 'Add a regime; open complaints get its clocks in the background',
    body: RegimeGiven,
    answer: { status: 201, shape: Regime },
  },
  changeRegime: {
    method: 'PUT',
    path: '/api/v1/regimes/:id',
    ifMatch: true,
    summary: 'Change a regime, or switch it off; clocks of open complaints follow in the background',
    params: Id,
    body: RegimeGiven,
    answer: { status: 200, shape: Regime },
  },
  listCalendars: {
    method: 'GET',
    path: '/api/v1/calendars',
    summary: 'Calendars by name: working hours, days off and days that were moved',
    answer: { status: 200, shape: z.array(WorkCalendar) },
  },
  addCalendar: {
    method: 'POST',
    path: '/api/v1/calendars',
    summary: 'Add a calendar',
    body: CalendarGiven,
    answer: { status: 201, shape: WorkCalendar },
  },
  changeCalendar: {
    method: 'PUT',
    path: '/api/v1/calendars/:id',
    ifMatch: true,
    summary: 'Change a calendar; clocks of open complaints follow in the background',
    params: Id,
    body: CalendarGiven,
    answer: { status: 200, shape: WorkCalendar },
  },
  listClockPresets: {
    method: 'GET',
    path: '/api/v1/clock-presets',
    summary: 'Regimes to begin with, each with its source and the day it was held against it; not legal advice',
    answer: { status: 200, shape: z.array(ClockPreset) },
  },
  adoptClockPreset: {
    method: 'POST',
    path: '/api/v1/clock-presets/:key',
    summary: 'Make a regime of ours from a preset, with its calendar; it is ours to change from then on',
    params: z.object({ key: z.string().min(1).max(40) }),
    answer: { status: 201, shape: Regime },
  },
  readLadder: {
    method: 'GET',
    path: '/api/v1/clock-ladder',
    summary: 'Who is told when that something is due: owner, stand-in, lead of the team, manager',
    answer: { status: 200, shape: Ladder },
  },
  changeLadder: {
    method: 'PUT',
    path: '/api/v1/clock-ladder',
    summary: 'Change when the lead and the managers are told, and who leads which team',
    body: Ladder,
    answer: { status: 200, shape: Ladder },
  },
  readAbsence: {
    method: 'GET',
    path: '/api/v1/people/:id/absence',
    summary: 'Who stands in for a person, and when they are away',
    params: Id,
    answer: { status: 200, shape: Absence },
  },
  changeAbsence: {
    method: 'PUT',
    path: '/api/v1/people/:id/absence',
    summary: 'Say who stands in and when the person is away: each for themselves, managers for anyone',
    params: Id,
    body: Absence,
    answer: { status: 200, shape: Absence },
  },
})
