export type Values = Readonly<Record<string, unknown>>

/** A field that two people changed at once: what it was, what the other made of it, what I would make of it. */
export type Conflict = { name: string; was: unknown; theirs: unknown; mine: unknown }

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * What becomes of my changes when others changed the same thing meanwhile: `rest` can be made as it is, because nobody else
 * touched those fields; conflicts need a choice. What the others made exactly as I would needs nothing.
 * @param seen the values I saw when I began, `now` what they are
 */
export function compare(seen: Values, now: Values, mine: Values): { rest: Values; conflicts: Conflict[] } {
  const open = Object.keys(mine).filter((name) => !isSame(now[name], mine[name]))
  const isTouched = (name: string) => !isSame(now[name], seen[name])
  return {
    rest: Object.fromEntries(open.filter((name) => !isTouched(name)).map((name) => [name, mine[name]])),
    conflicts: open.filter(isTouched).map((name) => ({ name, was: seen[name], theirs: now[name], mine: mine[name] })),
  }
}
