import type { failureKinds } from '../../../src/complaints/escalation/words.ts'

type What = (typeof failureKinds)[number]
/** What was chosen and written for stages by the number of the event they began with; '' while nothing is chosen. */
export type FailureDraft = Record<number, { what: What | ''; note: string }>
type Noted = { seq: number; failure: { what: What; note: string | null } | null }

/** What was noted of these stages before. */
export const startDraft = (stages: Noted[]): FailureDraft =>
  Object.fromEntries(stages.map(({ seq, failure }) => [seq, { what: failure?.what ?? '', note: failure?.note ?? '' }]))

/** What the API is told: of the stages for which something is chosen. */
export function failuresOf(stages: Noted[], draft: FailureDraft) {
  return stages.flatMap(({ seq }) => {
    const { what = '', note = '' } = draft[seq] ?? {}
    return what === '' ? [] : [{ stageSeq: seq, what, note: note.trim() || null }]
  })
}
