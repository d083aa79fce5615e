/** How far up a due time is told of: it comes near, it has passed, the team's lead knows, the managers know. */
export const rungs = { soon: 1, missed: 2, lead: 3, manager: 4 } as const

/** Who may have to be told of a due time. All but `isAway` are ids of active people. */
export type Concerned = {
  ownerId: string
  standInId: string | null
  /** Whether the owner is away now. */
  isAway: boolean
  leadId: string | null
  managerIds: string[]
  lastResortId: string
}

/**
 * Whom to tell when a due time climbs from one rung to another: the owner (and the stand-in of one who is away) that it comes
 * near; owner and stand-in that it has passed; then the lead of the team; then its managers. A rung on which nobody stands holds
 * up nobody: the next is told instead, at the end the last resort.
 */
export function whoIsTold(concerned: Concerned, from: number, to: number): string[] {
  const { ownerId, standInId, isAway, leadId, managerIds, lastResortId } = concerned
  const above = managerIds.filter((id) => id !== ownerId)
  const managers = above.length > 0 ? above : [lastResortId]
  const told: (string | null)[] = []
  if (from < rungs.missed) told.push(ownerId, isAway || to >= rungs.missed ? standInId : null)
  if (from < rungs.lead && to >= rungs.lead) told.push(...(leadId && leadId !== ownerId ? [leadId] : managers))
  if (to >= rungs.manager) told.push(...managers)
  return [...new Set(told.filter((id) => id !== null))]
}
