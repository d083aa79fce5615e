import type { RuleFilters } from '../potholes/counting/contract.ts'
import type { EndKind } from '../potholes/whys/rules.ts'

type Words = { en: string; ru: string }
/** demo/repair.json: a repair as it was, with the days on which each step was taken. */
export type Story = {
  product: string[]
  issue: string
  controls: string[]
  opened: string
  dueOn: string
  name: Words
  statement: Words
  harm: ('money' | 'distress')[]
  harmNote: Words
  lossEach: number
  currency: string
  promise: { text: Words; remedy: Words; indicator: Words }
  step: string
  whys: { why: Words; ends?: EndKind }[]
  understood: string
  fix: {
    name: Words
    change: Words
    place: Words
    cost: number
    expectedRatio: number
    expectedBy: string
    baselineFrom: string
    baselineTo: string
    agreed: string
    plannedOn: string
    live: string
    release: string
  }
  looks: { from: string; until: string; everyDays: number }
  knownIssue: { title: Words; fails: Words; hits: Words; workaround: Words; repair: Words }
  customers: { name: string; email: string; language: 'en' | 'ru' }[]
}
export type StoryPeople = { managerId: string; analystId: string }
export type Telling = { story: Story; language: 'en' | 'ru'; people: StoryPeople; target: RuleFilters }
