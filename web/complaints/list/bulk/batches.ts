import type { AnswerOf } from '../../../api/client.ts'

export type Result = AnswerOf<'changeComplaints'>['results'][number]

/** What became of a change to many so far. */
export type Progress = { total: number; results: Result[] }

/** As many complaints go in one request: it answers well within a second, so that progress moves. */
const perRequest = 40

/** The requests that a change to many is made of, in order. */
export function batchesOf<Item>(items: readonly Item[], size = perRequest): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/** How many were done, were so already, and were refused. */
export function counted(results: readonly Result[]): Record<Result['outcome'], number> {
  const count = { done: 0, unchanged: 0, refused: 0 }
  for (const { outcome } of results) count[outcome] += 1
  return count
}

/** The refused ones under each reason, the most frequent reason first. */
export function byReason(results: readonly Result[]): { detail: string; references: string[] }[] {
  const refused = results.flatMap(({ reference, problem }) => (problem ? [{ reference, detail: problem.detail }] : []))
  return [...Map.groupBy(refused, ({ detail }) => detail)]
    .map(([detail, each]) => ({ detail, references: each.map(({ reference }) => reference) }))
    .toSorted((a, b) => b.references.length - a.references.length)
}
