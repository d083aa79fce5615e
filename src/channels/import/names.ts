import { ensureBranch, listSteps, type Tree } from '../../journeys/store.ts'
import { tagKey } from '../../complaints/tags/rules.ts'
import { ensureTag } from '../../complaints/tags/store.ts'
import { ensureTeam } from '../../people/store.ts'
import type { Database } from '../../platform/database/index.ts'

/**
 * Ids of products, issues, steps and teams by name, made where missing and remembered for the next rows. They are made
 * outside the batches' transactions, so that batches under way at the same time may use them.
 */
export class Names {
  private known = new Map<string, Promise<string | null>>()

  constructor(private readonly db: Database) {}

  branch(tree: Tree, path: (string | null)[]): Promise<string | null> {
    return this.remembered(`${tree}\n${path.join('\n')}`, () => ensureBranch(this.db, tree, path))
  }

  team(name: string): Promise<string | null> {
    return this.remembered(`team\n${name}`, () => ensureTeam(this.db, name.trim().slice(0, 300)))
  }

  /** A step by its code or its name in either language; unknown steps stay unstated, because a journey is designed, not found. */
  async step(name: string | null): Promise<string | null> {
    if (!name) return null
    return this.remembered(`step\n${name}`, async () => {
      const wanted = name.trim().toLowerCase()
      const steps = await listSteps(this.db)
      return (
        steps.find((step) => [step.code, step.name.en, step.name.ru].some((each) => each.toLowerCase() === wanted))
          ?.id ?? null
      )
    })
  }

  /** A tag by its name in any case; a new name makes one. */
  tag(name: string, now: Date): Promise<string | null> {
    return this.remembered(`tag\n${tagKey(name)}`, async () => (await ensureTag(this.db, name, now)).id)
  }

  private remembered(key: string, find: () => Promise<string | null>): Promise<string | null> {
    const known = this.known.get(key)
    if (known) return known
    const found = find()
    this.known.set(key, found)
    return found
  }
}
