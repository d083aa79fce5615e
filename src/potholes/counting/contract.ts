import { z } from 'zod'
import { ComplaintFilters } from '../../complaints/filter-shapes.ts'
import { nameShapes } from '../../platform/http/contract.ts'

/** Filters of the list of complaints that say what a complaint is about. What comes and goes (state, owner, times) is none. */
const about = ComplaintFilters.pick({
  q: true,
  product: true,
  issue: true,
  itself: true,
  step: true,
  channel: true,
  language: true,
  causeClass: true,
  causeLocus: true,
  cause: true,
  field: true,
})
const value = (of: keyof typeof about.shape) =>
  z.string().trim().min(1).max(4000).optional().describe(`As the filter \`${of}\` of the list of complaints`)

/**
 * Which complaints are counted: filters of the list of complaints, each written as in its address. All must fit.
 * @example { product: '0192…', cause: '0192…' }
 */
export const RuleFilters = z
  .strictObject({
    q: value('q'),
    product: value('product'),
    issue: value('issue'),
    itself: value('itself'),
    step: value('step'),
    channel: value('channel'),
    language: value('language'),
    causeClass: value('causeClass'),
    causeLocus: value('causeLocus'),
    cause: value('cause'),
    field: value('field'),
  })
  .superRefine((given, context) => {
    const read = about.safeParse(given)
    for (const { path } of read.error?.issues ?? []) context.addIssue({ code: 'custom', path, message: 'field.choose' })
    if (Object.values(given).every((each) => each === undefined))
      context.addIssue({ code: 'custom', message: 'field.needed' })
  })
export type RuleFilters = z.infer<typeof RuleFilters>

/** The filters as the list of complaints reads them. */
export const readFilters = (filters: RuleFilters): ComplaintFilters => about.parse(filters)

const InBoth = z.object({ en: z.string(), ru: z.string() })
export const RuleName = z.object({
  filter: z.string().describe('The filter, as it is named in the list of complaints'),
  label: InBoth.describe('What it is called'),
  value: InBoth.describe('Its values by name'),
})
export type RuleName = z.infer<typeof RuleName>

nameShapes({ RuleFilters, RuleName })
