/** What became of a commitment. Broken: its time passed and it is not kept. Released ones count as none of these. */
export const commitmentStates = ['open', 'kept', 'kept_late', 'broken'] as const
export type CommitmentState = (typeof commitmentStates)[number]

/** What became of a commitment until now. */
export function stateOf({ dueAt, keptAt }: { dueAt: Date; keptAt: Date | null }, now: Date): CommitmentState {
  if (keptAt) return keptAt <= dueAt ? 'kept' : 'kept_late'
  return now <= dueAt ? 'open' : 'broken'
}

const hour = 3_600_000

/**
 * From when on its owner is warned that a commitment falls due: a quarter of its time before, at least an hour and at most a
 * day, so that the customer can be told first. One made for within the hour warns at once.
 */
export function warnFrom({ madeAt, dueAt }: { madeAt: Date; dueAt: Date }): Date {
  const quarter = (dueAt.getTime() - madeAt.getTime()) / 4
  return new Date(dueAt.getTime() - Math.min(24 * hour, Math.max(hour, quarter)))
}
