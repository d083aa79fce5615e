import { randomUUID } from 'node:crypto'
import { type Database, inTransaction, insertRows, type Value } from '../../platform/database/index.ts'

export type Answers = { count: number } & Record<string, Value>
type Stratum = { segment: string; language: string; inFrame: number; drawn: number }

/** Puts a drawn sample and its answers into a survey at once, as many of each sort as told; for shares of known size. */
export async function putAnswers(db: Database, surveyId: string, strata: Stratum[], answers: Answers[]): Promise<void> {
  const [first] = strata
  const usual = {
    survey_id: surveyId,
    segment: first?.segment ?? '',
    language: first?.language ?? '',
    answered_on: '2026-03-01',
    had_problem: true,
    complained: null,
    silent_because: null,
    told: null,
    ended: null,
    cause_id: null,
    leaving: 'no',
    recommend: null,
    words: null,
  } as const
  await inTransaction(db, async (tx) => {
    const parts = strata.map(({ inFrame, ...each }) => ({ survey_id: surveyId, in_frame: inFrame, ...each }))
    await insertRows(tx, 'survey_strata', parts)
    const rows = answers.flatMap(({ count, ...answer }) =>
      Array.from({ length: count }, () => ({ id: randomUUID() as string, ...usual, ...answer })),
    )
    await insertRows(tx, 'survey_answers', rows as Record<string, Value>[])
  })
}
