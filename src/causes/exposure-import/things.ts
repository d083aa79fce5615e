import { type Branch, listBranches, listSteps } from '../../journeys/store.ts'
import type { Database } from '../../platform/database/index.ts'
import { readTaxonomy } from '../taxonomy.ts'
import type { Thing } from './rules.ts'

/** Everything that can be exposed, and how it may be written: in both languages, by code, by path. */
export async function listThings(db: Database): Promise<Thing[]> {
  const [products, issues, steps, { causes }] = await Promise.all([
    listBranches(db, 'products'),
    listBranches(db, 'issues'),
    listSteps(db),
    readTaxonomy(db),
  ])
  return [
    ...branchesOf('product', products),
    ...branchesOf('issue', issues),
    ...steps.map(({ id, code, name, journey }) => ({
      dimension: 'step' as const,
      id,
      path: `${journey.en} › ${name.en}`,
      words: [code, name.en, name.ru, `${journey.ru} › ${name.ru}`],
      isTop: false,
    })),
    ...causes.map(({ id, code, name }) => ({
      dimension: 'cause' as const,
      id,
      path: name.en,
      words: [code, name.ru],
      isTop: false,
    })),
  ]
}

function branchesOf(dimension: 'product' | 'issue', branches: Branch[]): Thing[] {
  const byId = new Map(branches.map((branch) => [branch.id, branch]))
  const pathOf = ({ name, parentId }: Branch): string => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    return parent ? `${pathOf(parent)} › ${name}` : name
  }
  return branches.map((branch) => ({
    dimension,
    id: branch.id,
    path: pathOf(branch),
    words: [branch.name],
    isTop: branch.parentId === null,
  }))
}
