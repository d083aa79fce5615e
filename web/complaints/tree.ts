import type { PickOption } from '../ui/filters/FilterPick.tsx'

/** A product or an issue: part of a tree. */
export type Branch = { id: string; name: string; parentId: string | null }

/** Branches in the order of their tree, by name, children after their parent. One whose parent is unknown stands at the top. */
export function treeOf(branches: readonly Branch[]): PickOption[] {
  const known = new Set(branches.map(({ id }) => id))
  const children = Map.groupBy(branches, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null))
  const below = (parent: string | null, depth: number): PickOption[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap(({ id, name }) => [{ value: id, label: name, depth }, ...below(id, depth + 1)])
  return below(null, 0)
}

/** The names from the top of the tree down to a branch: `['Card', 'Credit card']`; empty when it is not known. */
export function pathTo(branches: readonly Branch[], id: string | null): string[] {
  const branch = branches.find((each) => each.id === id)
  return branch ? [...pathTo(branches, branch.parentId), branch.name] : []
}
