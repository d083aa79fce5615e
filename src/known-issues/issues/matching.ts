/** A known issue as far as it is found: by stems of its title and of what customers say of it (`key`), and of all its words. */
export type Findable = { id: string; key: readonly string[]; all: readonly string[]; productIds: readonly string[] }

type Asked = {
  /** Stems of what the customer wrote. */
  stems: readonly string[]
  /** The product they chose, and those it belongs to; null: not said. */
  productIds: readonly string[] | null
}

const keyWeight = 2
/** Words of longer texts meet by chance more often. */
const neededOf = (asked: number): { shared: number; key: number } =>
  asked <= 12 ? { shared: 2, key: 1 } : asked <= 60 ? { shared: 3, key: 2 } : { shared: 4, key: 2 }

/**
 * Which known issues somebody may be writing about, the likeliest first. One is only named when enough telling words are shared,
 * more where more was written, and of these enough of its title or of what customers call it; never one of another product than
 * the one chosen. Rare words weigh more (inverse document frequency).
 * @param issues  those that share any stem; `published` counts all of them
 * @returns their ids, at most `most`
 * @example matchesIn({ stems: ['parcel', 'late'], productIds: null }, { issues: [{ id: 'a', key: ['parcel', 'late'], all: ['parcel', 'late'],
 *   productIds: [] }], published: 1, most: 3 })  // ['a']
 */
export function matchesIn(
  { stems, productIds }: Asked,
  { issues, published, most }: { issues: readonly Findable[]; published: number; most: number },
): string[] {
  const asked = new Set(stems)
  const needed = neededOf(asked.size)
  const inIssues = new Map<string, number>()
  for (const { all } of issues) for (const stem of all) inIssues.set(stem, (inIssues.get(stem) ?? 0) + 1)
  const found: { id: string; score: number }[] = []
  for (const issue of issues) {
    const isOther = productIds && issue.productIds.length > 0 && !issue.productIds.some((id) => productIds.includes(id))
    if (isOther) continue
    const key = new Set(issue.key)
    const shared = issue.all.filter((stem) => asked.has(stem))
    if (shared.length < needed.shared || shared.filter((stem) => key.has(stem)).length < needed.key) continue
    const score = shared.reduce(
      (sum, stem) => sum + (key.has(stem) ? keyWeight : 1) * Math.log(1 + published / (inIssues.get(stem) ?? 1)),
      0,
    )
    found.push({ id: issue.id, score })
  }
  found.sort((one, other) => other.score - one.score || one.id.localeCompare(other.id))
  return [...new Set(found.map(({ id }) => id))].slice(0, most)
}
