import { below, branchOf, chainOf, deepest, type EndKind, inOrder, type Why } from '../../../src/potholes/whys/rules.ts'

// Each edit gives new whys, in the order of reading; the same ones when it cannot be done.

export type Whys = readonly Why[]

const find = (whys: Whys, id: string): Why | undefined => whys.find((why) => why.id === id)
const change = (whys: Whys, id: string, part: Partial<Why>): Whys =>
  whys.map((why) => (why.id === id ? { ...why, ...part } : why))

/** A chain never grows past the deepest. */
const fits = (whys: Whys): boolean => whys.every(({ id }) => chainOf(whys, id).length <= deepest)
const ifFits = (before: Whys, after: Whys): Whys => (fits(after) ? inOrder(after) : before)

const empty = (id: string, parentId: string | null): Why => ({
  id,
  parentId,
  text: '',
  endsAt: null,
  isNoPerson: false,
})

/** Asks why of a why (null: of the pothole): a new, empty one below it, after those that are there. An end there is taken away. */
export function askBelow(whys: Whys, parentId: string | null, newId: string): Whys {
  const parent = parentId === null ? null : find(whys, parentId)
  if (parent === undefined || parent?.text.trim() === '') return whys
  const open = parentId === null ? whys : change(whys, parentId, { endsAt: null })
  return ifFits(whys, [...open, empty(newId, parentId)])
}

/** Another answer to the same question: a new, empty one after a why and what is below it. */
export function addBeside(whys: Whys, id: string, newId: string): Whys {
  const why = find(whys, id)
  return why ? inOrder(whys.flatMap((each) => (each === why ? [each, empty(newId, why.parentId)] : [each]))) : whys
}

/** New words; that no person was meant was said of the old ones. */
export function reword(whys: Whys, id: string, text: string): Whys {
  return find(whys, id)?.text === text ? whys : change(whys, id, { text, isNoPerson: false })
}

/** Ends a branch at what management can change, or (null) opens it again. */
export function endAt(whys: Whys, id: string, endsAt: EndKind | null): Whys {
  const why = find(whys, id)
  if (!why || why.endsAt === endsAt || (endsAt && (below(whys, id).length > 0 || why.text.trim() === ''))) return whys
  return change(whys, id, { endsAt })
}

/** Says that the words name no person. */
export const sayNoPerson = (whys: Whys, id: string): Whys => change(whys, id, { isNoPerson: true })

/** Takes a why away with everything below it. */
export function remove(whys: Whys, id: string): Whys {
  const gone = new Set(branchOf(whys, id))
  return gone.size > 0 ? whys.filter((why) => !gone.has(why)) : whys
}

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Moves a why with everything below it: past a neighbour, below the one before it, or out beside the one above it. */
export function move(whys: Whys, id: string, direction: Direction): Whys {
  const why = find(whys, id)
  if (!why) return whys
  const beside = below(whys, why.parentId)
  const place = beside.indexOf(why)
  const before = beside[place - 1]
  const other = direction === 'down' ? beside[place + 1] : before
  if (direction === 'out') return out(whys, why)
  if (!other) return whys
  if (direction !== 'in') return swap(whys, why, other)
  if (other.text.trim() === '') return whys
  const without = change(whys, other.id, { endsAt: null }).filter((each) => each.id !== id)
  return ifFits(whys, [...without, { ...why, parentId: other.id }])
}

function out(whys: Whys, why: Why): Whys {
  const parent = why.parentId === null ? undefined : find(whys, why.parentId)
  if (!parent) return whys
  const moved = { ...why, parentId: parent.parentId }
  return inOrder(whys.flatMap((each) => (each === parent ? [each, moved] : each === why ? [] : [each])))
}

const swap = (whys: Whys, one: Why, other: Why): Whys =>
  inOrder(whys.map((each) => (each === one ? other : each === other ? one : each)))

/** What can be stored: without whys that have no words yet. One that goes on below keeps the words it was stored with. */
export function storable(whys: Whys, stored: Whys): Whys {
  return whys.flatMap((why) => {
    if (why.text.trim() !== '') return [{ ...why, text: why.text.trim() }]
    const before = find(stored, why.id)
    return before && below(whys, why.id).length > 0 ? [{ ...why, text: before.text }] : []
  })
}
