/** Languages that complaints are often written in; a rule may hold others, which then are offered too. */
export const commonLanguages = [
  'en',
  'ru',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'uk',
  'kk',
  'tr',
  'ar',
  'hi',
  'zh',
  'ja',
  'ko',
]

type Branch = { id: string; name: string; parentId: string | null }

/** Branches of a tree with the names above theirs, in the order of those paths. @example 'Mortgage › FHA mortgage' */
export function pathsOf(branches: readonly Branch[]): { id: string; path: string }[] {
  const byId = new Map(branches.map((branch) => [branch.id, branch]))
  const pathOf = ({ name, parentId }: Branch): string => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    return parent ? `${pathOf(parent)} › ${name}` : name
  }
  return branches
    .map((branch) => ({ id: branch.id, path: pathOf(branch) }))
    .sort((one, other) => one.path.localeCompare(other.path))
}
