export const sharings = ['nobody', 'team', 'everyone'] as const
/** Whom a view is shared with besides its owner. */
export type Sharing = (typeof sharings)[number]

/** Whoever keeps or changes a view: role and team decide what they may share. */
export type Keeper = { id: string; role: string; teamId: string | null }

const mayShareWithEveryone = new Set(['manager', 'executive', 'analyst', 'administrator'])
const mayShareWithAnyTeam = new Set(['manager', 'administrator'])

/** Whether somebody may share a view so: with their own team anyone may, with others those who answer for them. */
export function mayShare(keeper: Keeper, sharedWith: Sharing, teamId: string | null): boolean {
  if (sharedWith === 'nobody') return true
  if (sharedWith === 'everyone') return mayShareWithEveryone.has(keeper.role)
  return teamId !== null && (teamId === keeper.teamId || mayShareWithAnyTeam.has(keeper.role))
}

/** Whether somebody may change a view that they can see. */
export const mayChange = (keeper: Keeper, view: { ownerId: string }): boolean =>
  view.ownerId === keeper.id || keeper.role === 'administrator'
