export type PotholesSearch = { state?: string; owner?: string; q?: string }
export type PartSearch = { part?: string }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const only = <Search extends object>(given: Search): Search =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Search

/** What the address of the list of potholes says; what means nothing to the server is refused there by name. */
export const readPotholesSearch = ({ state, owner, q }: Record<string, unknown>): PotholesSearch =>
  only({ state: text(state), owner: text(owner), q: text(q) })

/** Which part of a pothole is open. */
export const readPartSearch = ({ part }: Record<string, unknown>): PartSearch => only({ part: text(part) })
