import { chainOf, inOrder, type Why } from '../../../src/potholes/whys/rules.ts'
import type { Whys } from './edits.ts'

/** Words that two people changed at the same time: ours were kept. */
export type Clash = { id: string; theirs: string }
type Joined = { whys: Whys; clashes: Clash[] }

const parts = ['parentId', 'text', 'endsAt', 'isNoPerson'] as const

/**
 * Joins what two did to the same whys: what only one changed is kept; where both did, ours, and of words it is told. What one
 * removed and the other changed stays. Also takes one change back while later ones stay: `join(after, before, now)`.
 * @param base  what both began with
 */
export function join(base: Whys, ours: Whys, theirs: Whys): Joined {
  const sides: Sides = { was: byId(base), our: byId(ours), their: byId(theirs) }
  const order = idsInOrder(base, ours, theirs)
  const joined = new Map(
    order.flatMap((id) => {
      const kept = keptOf(sides, id)
      return kept ? [[id, kept]] : []
    }),
  )
  keepAbove(joined, sides)
  const whys = order.flatMap((id) => joined.get(id) ?? [])
  return { whys: asTree(whys, sides.their), clashes: order.flatMap((id) => clashOf(sides, id)) }
}

type Sides = { [side in 'was' | 'our' | 'their']: Map<string, Why> }
const byId = (whys: Whys): Map<string, Why> => new Map(whys.map((why) => [why.id, why]))

function keptOf(sides: Sides, id: string): Why | undefined {
  const [was, our, their] = [sides.was.get(id), sides.our.get(id), sides.their.get(id)]
  return our && their ? joinOne(was, our, their) : leftOf(was, our ?? their)
}

/** What one put below a why that the other removed keeps it. */
function keepAbove(joined: Map<string, Why>, { our, their }: Sides): void {
  for (const { parentId } of Array.from(joined.values()))
    for (let up = parentId; up && !joined.has(up); up = joined.get(up)?.parentId ?? null) {
      const back = our.get(up) ?? their.get(up)
      if (!back) break
      joined.set(up, back)
    }
}

/** Words that both gave another meaning. */
function clashOf(sides: Sides, id: string): Clash[] {
  const [was, our, their] = [sides.was.get(id)?.text, sides.our.get(id)?.text, sides.their.get(id)?.text]
  const isClash = [was, our, their].every((text) => text !== undefined) && new Set([was, our, their]).size === 3
  return isClash && their !== undefined ? [{ id, theirs: their }] : []
}

const isOther = (one: Why, other: Why, part: (typeof parts)[number]): boolean => one[part] !== other[part]

function joinOne(was: Why | undefined, our: Why, their: Why): Why {
  if (!was) return our
  return Object.assign(
    { ...our },
    ...parts.map((part) => ({ [part]: isOther(was, our, part) ? our[part] : their[part] })),
  )
}

/** Of one that only one side has: new, or removed by the other; removed it stays unless it was changed meanwhile. */
function leftOf(was: Why | undefined, left: Why | undefined): Why | undefined {
  if (!was || !left) return left
  return parts.some((part) => isOther(was, left, part)) ? left : undefined
}

/** Ours in our order when we changed it, else in theirs; what only the other has follows what it follows there. */
function idsInOrder(base: Whys, ours: Whys, theirs: Whys): string[] {
  const [ids, baseIds] = [ours, base].map((whys) => whys.map(({ id }) => id)) as [string[], string[]]
  const known = new Set(baseIds)
  const moved = ids.filter((id) => known.has(id)).join() !== baseIds.filter((id) => ids.includes(id)).join()
  const [first, second] = moved ? [ours, theirs] : [theirs, ours]
  const ordered = first.map(({ id }) => id)
  for (const [place, { id }] of second.entries()) {
    if (ordered.includes(id)) continue
    const before = second[place - 1]
    ordered.splice(before ? ordered.indexOf(before.id) + 1 : 0, 0, id)
  }
  return ordered
}

/** Two moves can put whys below each other: then theirs count. A branch that goes on does not end there. */
function asTree(whys: Why[], theirs: Map<string, Why>): Whys {
  const hasRoot = (all: Why[]) => all.every(({ id }) => chainOf(all, id)[0]?.parentId === null)
  const rooted = hasRoot(whys) ? whys : whys.map((why) => ({ ...why, parentId: (theirs.get(why.id) ?? why).parentId }))
  const parents = new Set(rooted.map(({ parentId }) => parentId))
  return inOrder(rooted).map((why) => (why.endsAt && parents.has(why.id) ? { ...why, endsAt: null } : why))
}
