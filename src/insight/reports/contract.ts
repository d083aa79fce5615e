import { z } from 'zod'
import { CausesQuery } from '../../causes/contract.ts'
import { contract } from '../../platform/http/contract.ts'

/** The pages of numbers, each of which leaves the product as a file too. */
export const reportPages = ['causes', 'inside-out', 'hot-spots', 'barriers', 'workload', 'silent-customers'] as const
export type ReportPage = (typeof reportPages)[number]

export const reportsContract = contract({
  exportReport: {
    method: 'GET',
    path: '/api/v1/reports/:page/file',
    summary:
      'A page of numbers as a PDF file or a workbook, in the language of who asks: figures with n and intervals, and how they were computed',
    params: z.object({ page: z.enum(reportPages) }),
    query: CausesQuery.pick({ from: true, to: true }).extend({ format: z.enum(['pdf', 'xlsx']) }),
    answer: {
      status: 200,
      shape: 'stream',
      types: ['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
  },
})
