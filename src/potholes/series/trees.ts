import { listBranches, type Tree } from '../../journeys/store.ts'
import type { Tx } from '../../platform/database/index.ts'

/** For products or issues: gives a branch and all those above it. The trees are small. */
export async function ancestorsIn(tx: Tx, tree: Tree): Promise<(id: string) => string[]> {
  const parents = new Map((await listBranches(tx, tree)).map(({ id, parentId }) => [id, parentId]))
  return (id) => {
    const found: string[] = []
    for (let at: string | null = id; at !== null && !found.includes(at); at = parents.get(at) ?? null) found.push(at)
    return found
  }
}
