import { z } from 'zod'
import { CausesQuery } from '../../causes/contract.ts'
import { contract } from '../../platform/http/contract.ts'
import { BarriersQuery } from '../barriers/contract.ts'
import { SilentQuery } from '../silent/contract.ts'

/** The pages of numbers, each of which leaves the product as a file too. */
export const reportPages = ['causes', 'inside-out', 'hot-spots', 'barriers', 'workload', 'silent-customers'] as const
export type ReportPage = (typeof reportPages)[number]

/** What a page of numbers can be narrowed to; the same names as in the address of the page. */
export const Narrowing = CausesQuery.omit({ from: true, to: true }).extend({
  team: BarriersQuery.shape.team,
  survey: SilentQuery.shape.survey,
})
export type Narrowing = z.infer<typeof Narrowing>
/** The same as an address has it. */
export type NarrowingWritten = z.input<typeof Narrowing>

const topics = ['product', 'issue', 'step', 'channel', 'language', 'tag', 'field'] as const

/** What each page can be narrowed to. */
export const narrowedBy: Record<ReportPage, readonly (keyof Narrowing)[]> = {
  causes: topics,
  'inside-out': [],
  'hot-spots': topics,
  barriers: ['product', 'channel', 'team'],
  workload: ['team'],
  'silent-customers': ['survey'],
}

export const reportFormats = ['pdf', 'xlsx'] as const
export type ReportFormat = (typeof reportFormats)[number]

export const reportsContract = contract({
  exportReport: {
    method: 'GET',
    path: '/api/v1/reports/:page/file',
    summary:
      'A page of numbers as a PDF file or a workbook, in the language of who asks: figures with n and intervals, and how they were computed',
    description:
      'Narrowed as the page is: causes and hot spots by product, issue, step, channel, language, tag and field; barriers by product, ' +
      'channel and team; workload by team; silent customers by survey. What a page cannot be narrowed to is named in the file, which ' +
      'then covers all complaints of the days.',
    params: z.object({ page: z.enum(reportPages) }),
    query: CausesQuery.pick({ from: true, to: true })
      .extend(Narrowing.shape)
      .extend({ format: z.enum(reportFormats) }),
    answer: {
      status: 200,
      shape: 'stream',
      types: ['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
  },
})
