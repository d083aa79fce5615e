import { z } from 'zod'
import { CausesQuery, Interval, Share } from '../../causes/contract.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'

const Day = z.iso.date()
const Count = z.int()
const Expected = Interval.extend({ mean: z.number() })
const Relief = z.object({
  people: z.number().describe('So many more people bring occupancy down to 85 %'),
  hours: z.number().describe('The same in hours a week'),
  complaintsAWeek: z.number().describe('Or so many complaints a week that go to another team, or are not caused'),
})

export const Capacity = z.object({
  people: z.number().min(0).max(100_000),
  hoursAWeek: z.number().positive().max(168).describe('Working hours a week of each, for complaints alone'),
  minutesEach: z.number().positive().max(10_000).describe('Minutes of work a complaint takes'),
  minutesAre: z.enum(['measured', 'stated']),
  mostGrowth: z
    .int()
    .min(0)
    .max(1_000_000)
    .nullable()
    .describe('The manager is told when the backlog grows by more in a week; null: never'),
})
export type Capacity = z.infer<typeof Capacity>
const CapacityKept = Capacity.extend({ version: z.int(), changedAt: z.iso.datetime() })

const Occupancy = Interval.extend({
  share: z.number().describe('Of the working time; above 1 there is more work than time'),
  n: Count.describe('Complaints that came'),
  congestion: z.number().nullable().describe('So many times longer everything takes; null from 1 on: without end'),
  daysOver: Count.describe('Last days in a row on which the week before was above 90 %'),
  relief: Relief.nullable().describe('null: not above 85 %'),
})

const HardCases = z.object({
  cases: Count.describe('Complaints whose difficulty was known when they came'),
  hard: Count,
  people: Count.describe('Who had cases enough for the test'),
  fewer: Count.nullable().describe(
    'How many of them have fewer hard cases than chance explains, at a false discovery rate of 5 %; null: too few to say',
  ),
  handedBack: z
    .object({ oddsRatio: z.number().nullable(), p: z.number(), n: Count, back: Count })
    .nullable()
    .describe('Odds that a hard case is passed on, against an easy one; oddsRatio null: only hard ones were'),
})

const Team = z.object({
  id: z.uuid().nullable().describe('null: without a team'),
  name: z.string().nullable(),
  arrived: Count,
  closed: Count,
  backlog: Count,
  capacity: CapacityKept.nullable(),
  occupancy: Occupancy.nullable().describe('null: capacity not stated'),
  hardCases: HardCases,
})

export const AlarmDetail = z.object({
  occupancy: z.number().nullable(),
  days: Count.nullable().describe('On so many days in a row when it was raised'),
  growth: Count.nullable().describe('Of the backlog in the week before'),
  allowed: Count.nullable(),
  relief: Relief.nullable(),
  rule: z
    .object({ id: z.uuid(), name: z.string(), complaints: Count })
    .nullable()
    .describe('The routing rule that brought most of the last four weeks'),
  spot: z
    .object({ issueId: z.uuid(), name: z.string(), complaints: Count, before: Count })
    .nullable()
    .describe('What they complained of more than in the four weeks before: repairing it takes the work away'),
})
export type AlarmDetail = z.infer<typeof AlarmDetail>
const WorkloadAlarm = AlarmDetail.extend({
  id: z.uuid(),
  team: z.object({ id: z.uuid(), name: z.string() }),
  kind: z.enum(['occupancy', 'backlog']),
  beganOn: Day,
  endedOn: Day.nullable(),
})

export const Workload = z.object({
  period: z.object({ from: Day, to: Day }),
  team: z.uuid().nullable(),
  waiting: Count.describe('Days that are still to be counted again; 0: everything is counted'),
  days: z.array(z.object({ day: Day, arrived: Count, closed: Count, solved: Count, backlog: Count })),
  totals: z.object({ arrived: Count, closed: Count, solved: Count, backlogBefore: Count, backlog: Count }),
  arrivalsADay: Expected.extend({ n: Count, dispersion: z.number() })
    .nullable()
    .describe('With a 95 % interval that allows for bursts; null: too few to say'),
  closedADay: z.number().nullable().describe('Of the last four weeks of the period'),
  daysToGo: z.number().nullable().describe('Little’s law: open, divided by closed a day; null: none was closed'),
  clearing: z
    .number()
    .nullable()
    .describe('Days until nothing is open, as closed and received go now; null: never, as more come'),
  forecast: z
    .object({
      days: z.array(
        z.object({
          day: Day,
          arrivals: Expected,
          backlog: Expected.nullable().describe('As complaints are closed now; null: too little was closed'),
          stated: z.number().nullable().describe('The backlog when the stated capacity is used to the full'),
        }),
      ),
      level: z.number(),
      smoothing: z.number(),
      dispersion: z.number(),
      n: Count.describe('Days it rests on'),
    })
    .nullable()
    .describe('null: fewer than four weeks, or too few complaints in them'),
  ageing: z.object({
    today: Day,
    open: Count,
    bands: z.array(
      z.object({
        from: Count,
        to: Count.nullable().describe('The last day of the band; null: without end'),
        share: Share,
        receivedFrom: Day.nullable(),
        receivedTo: Day,
      }),
    ),
    oldest: Count.nullable(),
    half: Count.nullable().describe('Half of the open ones are older, in days'),
    ninth: Count.nullable().describe('One in ten is older'),
    pastPromise: Share.describe('Open, and later than the customer was told or a rule demands'),
  }),
  teams: z.array(Team),
  alarms: z.array(WorkloadAlarm).describe('That last, and those of the period'),
})
export type Workload = z.infer<typeof Workload>

nameShapes({
  ExpectedNumber: Expected,
  Relief,
  TeamCapacity: CapacityKept,
  Occupancy,
  HardCases,
  WorkloadAlarm,
  Workload,
})

export const workloadContract = contract({
  readWorkload: {
    method: 'GET',
    path: '/api/v1/reports/workload',
    summary:
      'Arrivals, backlog and their forecast with intervals; age of what is open; occupancy, overload and how hard cases are spread, by team',
    query: CausesQuery.pick({ from: true, to: true }).extend({ team: z.uuid().optional() }),
    answer: { status: 200, shape: Workload },
  },
  storeTeamCapacity: {
    method: 'PUT',
    path: '/api/v1/teams/:id/capacity',
    ifMatch: true,
    etag: true,
    summary: 'Say what a team can do: people, their hours and the minutes a complaint takes',
    params: z.object({ id: z.uuid() }),
    body: Capacity,
    answer: { status: 200, shape: CapacityKept },
  },
})
