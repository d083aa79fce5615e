const hour = 3_600_000

/** The next morning at nine, as clocks show it here, so many days on. */
function morning(now: Date, days: number): Date {
  const at = new Date(now)
  at.setDate(at.getDate() + days)
  at.setHours(9, 0, 0, 0)
  return at
}

/**
 * Until when a complaint can be put aside: never past the next update, at which the customer hears from us. None when that is
 * due already.
 */
export function snoozesFor(now: Date, nextUpdateDue: Date) {
  const choices = [
    { key: 'hours', at: new Date(now.getTime() + 2 * hour) },
    { key: 'tomorrow', at: morning(now, 1) },
    { key: 'days', at: morning(now, 3) },
    { key: 'until_update', at: nextUpdateDue },
  ] as const
  return choices.filter(({ at }) => at > now && at <= nextUpdateDue)
}
