/**
 * What management can change, so that a branch of whys may end there (field.md §2: never at a person). People's means are
 * staffing, training and authority: how many there are, what they were taught, what they may decide.
 */
export const endKinds = [
  'rule',
  'process',
  'product',
  'message',
  'promise',
  'partner',
  'staffing',
  'training',
  'authority',
  'system',
  'measurement',
] as const
export type EndKind = (typeof endKinds)[number]

/** The bones of the fishbone, and which endings lie on each. */
export const bones = ['process', 'product', 'message', 'promise', 'partner', 'means', 'system', 'measurement'] as const
export type Bone = (typeof bones)[number]

/** The bone of an ending: rules and processes are one, and so are people's means. */
export function boneOf(kind: EndKind): Bone {
  if (kind === 'rule') return 'process'
  if (kind === 'staffing' || kind === 'training' || kind === 'authority') return 'means'
  return kind
}

/** A chain of more whys than this says nothing any more that somebody could change. */
export const deepest = 10
export const mostWhys = 200
export const longestWhy = 500

/** One answer to "Why?": why what stands above it happens; of the first ones (`parentId` null) the pothole's statement. */
export type Why = {
  id: string
  parentId: string | null
  text: string
  /** What management can change there; null where one must ask further, or has done so. */
  endsAt: EndKind | null
  /** Somebody read the warning and says that these words name no person. Taken back with the words. */
  isNoPerson: boolean
}

/** Whys below one (null: the first ones), in their order. */
export const below = <W extends Why>(whys: readonly W[], id: string | null): W[] =>
  whys.filter(({ parentId }) => parentId === id)

/**
 * The chain that leads to a why, from the first one to itself. Ends early where a parent is missing or a chain bites its tail.
 * @example chainOf(whys, 'c').length  // 3: the depth of c
 */
export function chainOf<W extends Why>(whys: readonly W[], id: string): W[] {
  const byId = new Map(whys.map((why) => [why.id, why]))
  const chain: W[] = []
  for (let why = byId.get(id); why && !chain.includes(why); why = why.parentId ? byId.get(why.parentId) : undefined)
    chain.unshift(why)
  return chain
}

/** The why and everything below it. */
export function branchOf<W extends Why>(whys: readonly W[], id: string): W[] {
  const inside = new Set([id])
  for (let before = 0; before < inside.size; ) {
    before = inside.size
    for (const why of whys) if (why.parentId && inside.has(why.parentId)) inside.add(why.id)
  }
  return whys.filter((why) => inside.has(why.id))
}

/** In the order in which they are read: each followed by what is below it. What hangs on nothing is left out. */
export function inOrder<W extends Why>(whys: readonly W[]): W[] {
  const byParent = Map.groupBy(whys, ({ parentId }) => parentId)
  const ordered: W[] = []
  const take = (parentId: string | null) => {
    for (const why of byParent.get(parentId) ?? []) {
      ordered.push(why)
      take(why.id)
    }
  }
  take(null)
  return ordered
}

export type Flaw = { id: string; field: 'id' | 'parentId' | 'text' | 'endsAt'; says: (typeof flaws)[number] }
const flaws = ['why_twice', 'why_parent_missing', 'why_too_deep', 'why_empty', 'why_ends_early'] as const

/** What keeps whys from being a tree of whys: each with the first thing that is wrong with it. */
export function flawsOf(whys: readonly Why[]): Flaw[] {
  const parents = new Set(whys.map(({ parentId }) => parentId))
  const seen = new Set<string>()
  return whys.flatMap((why): Flaw[] => {
    const isTwice = seen.has(why.id)
    seen.add(why.id)
    const chain = chainOf(whys, why.id)
    if (isTwice) return [{ id: why.id, field: 'id', says: 'why_twice' }]
    if (chain[0]?.parentId !== null) return [{ id: why.id, field: 'parentId', says: 'why_parent_missing' }]
    if (chain.length > deepest) return [{ id: why.id, field: 'parentId', says: 'why_too_deep' }]
    if (why.text.trim() === '') return [{ id: why.id, field: 'text', says: 'why_empty' }]
    if (why.endsAt && parents.has(why.id)) return [{ id: why.id, field: 'endsAt', says: 'why_ends_early' }]
    return []
  })
}

export type Standing = {
  branches: number
  /** Last whys of branches that have not reached what management can change. */
  open: string[]
  /** Last whys that name or blame a person, where nobody said that it is not so. */
  atPerson: string[]
  /** Whether every branch ends at something management can change, and none at a person; false without any why. */
  isFinished: boolean
}

/** Where the whole stands. `namesPerson` is the warning of person.ts. */
export function standingOf(whys: readonly Why[], namesPerson: (text: string) => boolean): Standing {
  const parents = new Set(whys.map(({ parentId }) => parentId))
  const last = whys.filter(({ id }) => !parents.has(id))
  const open = last.filter(({ endsAt }) => endsAt === null).map(({ id }) => id)
  const atPerson = last.filter(({ text, isNoPerson }) => !isNoPerson && namesPerson(text)).map(({ id }) => id)
  const isFinished = last.length > 0 && open.length === 0 && atPerson.length === 0
  return { branches: last.length, open, atPerson, isFinished }
}
