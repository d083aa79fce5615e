import { z } from 'zod'
import { replyCodes } from '../../language/reply-check/wordings.ts'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { pageShape, paging } from '../../platform/http/pages.ts'
import { Named, When } from '../shapes.ts'

const Code = z.enum(replyCodes).describe('B blames, N is no apology, D dodges, H gives false hope')

export const AgainstAdvice = z.object({
  reference: z.string(),
  messageId: z.uuid(),
  at: When,
  by: Named.nullable().describe('null: a program with a key'),
  findings: z.array(z.object({ code: Code, language: z.enum(['en', 'ru']), words: z.string(), sentence: z.string() })),
})

nameShapes({ AgainstAdvice })

const days = z.coerce.number().int().min(1).max(3660).default(30)

export const replyAdviceContract = contract({
  listAgainstAdvice: {
    method: 'GET',
    path: '/api/v1/reply-advice',
    summary: 'Answers that were sent against the advice of the reply checker, newest first',
    query: z.object({ days, code: Code.optional(), ...paging(20, 100) }),
    answer: { status: 200, shape: pageShape(AgainstAdvice) },
  },
  countAgainstAdvice: {
    method: 'GET',
    path: '/api/v1/reply-advice/count',
    summary: 'How many of the answers of a period were sent against advice, and against which',
    query: z.object({ days }),
    answer: {
      status: 200,
      shape: z.object({
        answers: z.int().describe('Answers that people here wrote'),
        against: z.int(),
        share: z
          .object({ share: z.number(), low: z.number(), high: z.number() })
          .nullable()
          .describe('Of the answers, with its 95 % interval; null when there are too few to say'),
        codes: z.array(z.object({ code: Code, answers: z.int() })),
      }),
    },
  },
})
