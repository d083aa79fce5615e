import { z } from 'zod'
import { CausesQuery, Share } from '../../causes/contract.ts'
import { Named } from '../../complaints/shapes.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { potholeStates } from '../../potholes/record/rules.ts'
import { loopSteps, passages } from './rules.ts'

const Day = z.iso.date()
const Days = z.number().describe('In days of 24 hours')
const Count = z.int()

const Amount = z.object({ amount: z.number(), low: z.number(), high: z.number() })

const Step = z.object({
  step: z.enum(loopSteps),
  of: z
    .enum(loopSteps)
    .nullable()
    .describe('The step of which this one is a share; of coded and of pothole: received. null of the first'),
  complaints: Count.describe('Of those received in the period'),
  leaked: Count.nullable().describe('Came to the step of which this is a share and not to this one; null of the first'),
  passed: Share.nullable(),
  potholeIds: z
    .array(z.uuid())
    .nullable()
    .describe('The potholes of the complaints that came to a fix that is live, proven or told; null of steps before'),
})

const Passage = z.object({
  from: z.enum(['opened', ...passages]),
  to: z.enum(passages),
  n: Count.describe('Potholes that came to the first of the two'),
  passed: Count,
  median: z
    .object({ days: Days.nullable(), low: Days.nullable(), high: Days.nullable() })
    .nullable()
    .describe('Kaplan-Meier, those that wait counted; in it null: not reached yet. null: too few to say'),
  oldestWaiting: Days.nullable(),
})

const Leaking = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(potholeStates),
  owner: Named,
  dueOn: Day,
  isOverdue: z.boolean(),
  days: Days.describe('Since it was opened'),
  complaints: Count.describe('Counted in the year'),
  loss: Amount.extend({ currency: z.string() }).nullable().describe('In that year; null: not known'),
})

const Money = z.object({
  currency: z.string(),
  leaking: Amount.describe('What open potholes cost customers in the year'),
  potholes: Count.describe('Open ones whose loss is known'),
  repairs: z.number().describe('What fixes cost that are agreed and not dropped'),
})

export const LoopScorecard = z.object({
  period: z.object({ from: Day, to: Day }),
  year: z
    .object({ from: Day, to: Day, isOld: z.boolean().describe('No complaints are known of the time since') })
    .describe('The last twelve whole months of which complaints are known: over these open potholes are counted'),
  steps: z.array(Step),
  states: z.array(z.object({ state: z.enum(potholeStates), potholes: Count })),
  overdue: Count.describe('Open potholes past the day that was set'),
  cameBack: Count.describe('Potholes that rose again after they were proven'),
  passages: z.array(Passage),
  money: z.array(Money),
  lossUnknown: Count.describe('Open potholes of which nobody has said what they cost a customer'),
  leaking: z.array(Leaking).describe('Open potholes, most complaints first'),
})
export type LoopScorecard = z.infer<typeof LoopScorecard>

nameShapes({ LoopScorecard, LoopStep: Step, LoopPassage: Passage, LeakingPothole: Leaking, LoopMoney: Money })

export const loopContract = contract({
  readLoop: {
    method: 'GET',
    path: '/api/v1/reports/loop',
    summary:
      'Whether complaints come to something: from complaint to pothole, fix, proof, and customers who are told, with what leaks between, how long it takes and what it costs',
    query: CausesQuery.pick({ from: true, to: true }),
    answer: { status: 200, shape: LoopScorecard },
  },
})
