/** How far a pothole has come. Nobody sets it: it follows from what was done. */
export const potholeStates = [
  'open',
  'understood',
  'agreed',
  'live',
  'proven',
  'told',
  'repaired',
  'not_repaired',
  'merged',
] as const
export type PotholeState = (typeof potholeStates)[number]

/** What a pothole can come to, in the order in which it usually does. */
export const progressKinds = ['understood', 'agreed', 'live', 'proven', 'told'] as const
export type ProgressKind = (typeof progressKinds)[number]

type Facts = {
  understoodAt: unknown
  agreedAt: unknown
  liveAt: unknown
  provenAt: unknown
  toldAt: unknown
  closing: 'repaired' | 'not_repaired' | 'merged' | null
}

/**
 * The state of a pothole from what was done: the furthest step that was reached, or how it was closed. People may be told
 * before a repair is proven; that alone does not move it.
 * @param facts  the times of each step, null where it was not reached
 */
export function stateOf({ closing, understoodAt, agreedAt, liveAt, provenAt, toldAt }: Facts): PotholeState {
  if (closing) return closing
  if (provenAt) return toldAt ? 'told' : 'proven'
  if (liveAt) return 'live'
  if (agreedAt) return 'agreed'
  return understoodAt ? 'understood' : 'open'
}

const unrepaired: readonly PotholeState[] = ['open', 'understood', 'agreed', 'live']

/** Whether the day by which it was to be repaired is over. A repair that is proven is not late, even if people are still to be told. */
export const isLate = (pothole: { state: PotholeState; dueOn: string }, now: Date): boolean =>
  unrepaired.includes(pothole.state) && pothole.dueOn < now.toISOString().slice(0, 10)

/** What is missing before a pothole can be closed as repaired. */
export function missingForRepaired({ provenAt, toldAt }: Pick<Facts, 'provenAt' | 'toldAt'>): ('proven' | 'told')[] {
  return [...(provenAt ? [] : (['proven'] as const)), ...(toldAt ? [] : (['told'] as const))]
}
