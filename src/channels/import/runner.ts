import { existsSync } from 'node:fs'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { type TextKey, text } from '../../platform/texts/index.ts'
import { beginImport, endImport, findImport } from './imports.ts'
import type { Mapping } from './mapping/mapping.ts'
import { runImport } from './run.ts'

export type ImportServices = { db: Database; clock: Clock; desk: RoutingDesk }

/** Runs imports in the background, each once, and can stop them. */
export class ImportRunner {
  private readonly running = new Map<string, { stopped: boolean; ended: Promise<void> }>()

  constructor(private readonly services: ImportServices) {}

  /** Starts an import that was prepared. `then` runs when all of it is stored. @throws Problem import_running */
  async start(id: string, mapping: Mapping, language: 'en' | 'ru', then?: () => Promise<void>): Promise<void> {
    const { db, clock } = this.services
    const { path } = await findImport(db, id)
    await beginImport(db, id, mapping, clock.now())
    const state = { stopped: false, ended: Promise.resolve() }
    state.ended = this.run({ id, path, mapping, language, then }, () => state.stopped).finally(() => this.running.delete(id))
    this.running.set(id, state)
  }

  /** Asks an import to stop after the batch it is at, and waits for that. */
  async stop(id: string): Promise<void> {
    const state = this.running.get(id)
    if (!state) return
    state.stopped = true
    await state.ended
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)))
  }

  private async run(
    { id, path, mapping, language, then }: { id: string; path: string; mapping: Mapping; language: 'en' | 'ru'; then?: () => Promise<void> },
    isStopped: () => boolean,
  ): Promise<void> {
    const { db, clock } = this.services
    const rejects = () => (existsSync(`${path}.rejected.csv`) ? `${path}.rejected.csv` : null)
    try {
      const rejectedRows = await runImport(this.services, { importId: id, path, mapping, language, isStopped })
      if (!isStopped()) await then?.()
      await endImport(db, id, { state: isStopped() ? 'stopped' : 'done', rejectsPath: rejectedRows > 0 ? rejects() : null, failure: null, now: clock.now() })
    } catch (error) {
      log.error('an import failed', { import: id, error })
      const failure = error instanceof Problem ? text(language, `problem.${error.key}` as TextKey, error.values) : String(error)
      await endImport(db, id, { state: 'failed', rejectsPath: rejects(), failure, now: clock.now() }).catch((cause) => log.error('the end of an import was not recorded', { error: cause }))
    }
  }
}
