import { z } from 'zod'
import { ComplaintListItem } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { seriesKinds } from '../series/kinds.ts'
import { judgements } from './judgements.ts'

const Day = z.iso.date()
const PastDay = Day.refine((day) => day >= '1900' && day < '2200', 'field.since_1900')
const When = z.iso.datetime()
const Unit = z.enum(['day', 'week'])
const Words = z.object({ en: z.string(), ru: z.string() })

const Judgement = z.enum(judgements)

/** A series as it is named to people. */
const AlarmSeries = z.object({
  id: z.uuid(),
  kind: z.enum(seriesKinds),
  name: z.union([z.string(), Words]).nullable().describe('Of all complaints and of partners: null'),
  of: Words.nullable().describe('The field whose value it is'),
})

/** What was found: of several periods the one that lies furthest above its threshold. */
const Found = z.object({
  unit: Unit,
  starts: Day.describe('First day of the day or week'),
  observed: z.number().int(),
  expected: z.number(),
  threshold: z.number().describe('The count that must be exceeded'),
  p: z.number().describe('Probability of such a count or a higher one, were nothing the matter'),
  adjustedP: z.number().describe('After Benjamini and Hochberg, over all series of that period'),
  method: z.string(),
})

const TellingWords = z.object({
  words: z.string(),
  inside: z.number().int().describe('Complaints of the alarm whose words have them'),
  outside: z.number().int().describe('Complaints of the baseline that do'),
  z: z.number(),
})

const Alarm = z.object({
  id: z.uuid(),
  series: AlarmSeries,
  unit: Unit,
  firstDay: Day,
  lastDay: Day,
  endedOn: Day.nullable().describe('The first day that was back below; null: it lasts'),
  raisedAt: When,
  strongest: Found,
  alsoIn: z.number().int().describe('Other series that show the same spike'),
  words: z.array(TellingWords).describe('What customers say in it more than before'),
  judgement: Judgement.nullable(),
  judgedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  judgedAt: When.nullable(),
  note: z.string().nullable(),
  version: z.number().int(),
})
export type Alarm = z.infer<typeof Alarm>

const AlarmPoint = z.object({
  starts: Day,
  observed: z.number().int(),
  expected: z.number().nullable().describe('null: not worked out for this period'),
  threshold: z.number().nullable(),
  isAlarm: z.boolean(),
})

const AlarmWhole = Alarm.extend({
  periods: z.array(Found).describe('Every day and week in which its own series was above the threshold'),
  points: z.array(AlarmPoint).describe('Its own series around it, period by period'),
  others: z
    .array(AlarmSeries.extend({ strongest: Found }))
    .describe('Other series that show the same spike, strongest first'),
  where: z
    .record(z.string(), z.string())
    .describe('The filters of the list of complaints that lead to them; of words, what to search for'),
  complaints: z.array(ComplaintListItem).describe('Some of the complaints in it that have words, newest first'),
  count: z.number().int().describe('How many complaints are in it'),
  testedSeries: z.number().int().describe('How many series were tested in its strongest period'),
})
export type AlarmWhole = z.infer<typeof AlarmWhole>

nameShapes({ AlarmSeries, SpikeFound: Found, TellingWords, Alarm, AlarmPoint, AlarmWhole, AlarmJudgement: Judgement })

const Which = z.object({ id: z.uuid() })

export const alarmsContract = contract({
  listAlarms: {
    method: 'GET',
    path: '/api/v1/alarms',
    summary: 'Spikes that were found in the numbers of complaints, the latest first',
    query: z.object({
      ...paging(20, 100),
      judgement: z
        .enum(['open', ...judgements])
        .optional()
        .describe('`open`: nobody has judged it'),
    }),
    answer: { status: 200, shape: pageShape(Alarm) },
  },
  readAlarmState: {
    method: 'GET',
    path: '/api/v1/alarms/state',
    summary: 'Up to which day and week series were watched, and how many',
    answer: {
      status: 200,
      shape: z.object({
        day: Day.nullable(),
        week: Day.nullable().describe('Its Monday'),
        series: z.number().int(),
        waitingDays: z.number().int().describe('Days that are still to be counted'),
        open: z.number().int().describe('Alarms that nobody has judged'),
      }),
    },
  },
  readAlarm: {
    method: 'GET',
    path: '/api/v1/alarms/:id',
    etag: true,
    summary:
      'One alarm: its series with what was expected, other series of the same spike, words, and complaints in it',
    params: Which,
    answer: { status: 200, shape: AlarmWhole },
  },
  judgeAlarm: {
    method: 'PUT',
    path: '/api/v1/alarms/:id/judgement',
    ifMatch: true,
    summary: 'Say whether an alarm is real, not real, or known already, with a note; null takes the judgement back',
    params: Which,
    body: z.object({
      judgement: Judgement.nullable(),
      note: z.string().trim().max(2000).nullish().describe('Why; for those who look at it later'),
    }),
    answer: { status: 200, shape: Alarm },
  },
  watchNow: {
    method: 'POST',
    path: '/api/v1/alarms/watch',
    summary:
      'Do the nightly work at once: count what changed and watch every day and week that is over. With days, those of the past are watched too, as if each had just ended',
    body: z.object({ from: PastDay.optional(), to: PastDay.optional() }),
    answer: {
      status: 200,
      shape: z.object({
        days: z.number().int().describe('Days that were counted again'),
        periods: z.number().int().describe('Days and weeks that were watched'),
        found: z.number().int().describe('Series above their threshold in them'),
      }),
    },
  },
})
