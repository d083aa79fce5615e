import { ensureBranch, listSteps, type Tree } from '../../journeys/store.ts'
import { ensureTeam } from '../../people/store.ts'
import type { Tx } from '../../platform/database/index.ts'

/**
 * Ids of products, issues, steps and teams by name, made where missing and remembered for the next rows. What was made in
 * a transaction that failed must be forgotten (`forget`), because it is not there.
 */
export class Names {
  private known = new Map<string, string | null>()

  async branch(tx: Tx, tree: Tree, path: (string | null)[]): Promise<string | null> {
    return this.remembered(`${tree}\n${path.join('\n')}`, () => ensureBranch(tx, tree, path))
  }

  async team(tx: Tx, name: string): Promise<string | null> {
    return this.remembered(`team\n${name}`, () => ensureTeam(tx, name.trim().slice(0, 300)))
  }

  /** A step by its code or its name in either language; unknown steps stay unstated, because a journey is designed, not found. */
  async step(tx: Tx, name: string | null): Promise<string | null> {
    if (!name) return null
    return this.remembered(`step\n${name}`, async () => {
      const wanted = name.trim().toLowerCase()
      const steps = await listSteps(tx)
      return (
        steps.find((step) => [step.code, step.name.en, step.name.ru].some((each) => each.toLowerCase() === wanted))
          ?.id ?? null
      )
    })
  }

  forget(): void {
    this.known.clear()
  }

  private async remembered(key: string, find: () => Promise<string | null>): Promise<string | null> {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const found = await find()
    this.known.set(key, found)
    return found
  }
}
