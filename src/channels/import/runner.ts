import { isDatabaseAway } from '../../platform/database/index.ts'
import { log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { type Language, type TextKey, text } from '../../platform/texts/index.ts'
import { beginImport, endImport, findImport, markInterrupted } from './imports.ts'
import type { Mapping } from './mapping/mapping.ts'
import { type ImportServices, runImport } from './run.ts'

type Running = { path: string; stopped: boolean; ended: Promise<void> }
type Started = { id: string; path: string; mapping: Mapping; language: Language; after?: () => Promise<void> }

/** Runs imports in the background, each once, and can stop them. */
export class ImportRunner {
  private readonly running = new Map<string, Running>()
  /** What an earlier process left "running" is marked before anything new runs. */
  private readonly ready: Promise<void>

  constructor(private readonly services: ImportServices) {
    this.ready = markInterrupted(services.db, services.clock.now())
    this.ready.catch((error) => log.warn('imports that were interrupted could not be marked', { error }))
  }

  /**
   * Starts an import that was prepared. `after` runs when all of it is stored.
   * @throws Problem import_running when it, or another import of the same file, runs already
   */
  async start(id: string, mapping: Mapping, language: Language, after?: () => Promise<void>): Promise<void> {
    const { db, clock } = this.services
    await this.ready
    const { path } = await findImport(db, id)
    // Both would write the same file of rejected rows.
    if (this.running.has(id) || [...this.running.values()].some((each) => each.path === path)) {
      throw new Problem('conflict', 'import_running')
    }
    const state: Running = { path, stopped: false, ended: Promise.resolve() }
    this.running.set(id, state)
    try {
      await beginImport(db, id, mapping, clock.now())
    } catch (error) {
      this.running.delete(id)
      throw error
    }
    state.ended = this.run({ id, path, mapping, language, ...(after && { after }) }, state)
  }

  /** Asks an import to stop after the batch it is at, and waits for that. */
  async stop(id: string): Promise<void> {
    const state = this.running.get(id)
    if (!state) return
    state.stopped = true
    await state.ended
  }

  async stopAll(): Promise<void> {
    await this.ready.catch(() => {})
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)))
  }

  private async run({ id, path, mapping, language, after }: Started, state: Running): Promise<void> {
    const { db, clock } = this.services
    let rejectsPath: string | null = null
    const isStopped = () => state.stopped
    const rejected = (to: string) => {
      rejectsPath = to
    }
    try {
      await runImport(this.services, { importId: id, path, mapping, language, isStopped, rejected })
      if (!isStopped()) await after?.()
      await endImport(db, id, { state: isStopped() ? 'stopped' : 'done', rejectsPath, failure: null, now: clock.now() })
    } catch (error) {
      const end = { state: 'failed', rejectsPath, failure: explain(error, language), now: clock.now() } as const
      if (!(error instanceof Problem)) log.error('an import failed', { import: id, error })
      await endImport(db, id, end).catch((cause) =>
        log.error('the end of an import was not recorded', { error: cause }),
      )
    } finally {
      this.running.delete(id)
    }
  }
}

function explain(error: unknown, language: Language): string {
  if (error instanceof Problem) return text(language, `problem.${error.key}` as TextKey, error.values)
  return isDatabaseAway(error) ? text(language, 'problem.database_away') : String(error)
}
