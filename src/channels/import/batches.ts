import { setImmediate } from 'node:timers/promises'
import { type Database, isAboutData } from '../../platform/database/index.ts'
import { publish } from '../../platform/live/index.ts'
import type { RowsContext } from './complaint-rows.ts'
import type { ImportedComplaint } from './imported-complaint.ts'
import { addProgress, type ImportProgress } from './imports.ts'
import { Lanes } from './lanes.ts'
import { contentHash } from './mapping/content-hash.ts'
import { explain, type ImportProblem } from './problems.ts'
import { cellsOf, type ReadComplaint } from './read-complaints.ts'
import type { SourceRow } from './read/row.ts'
import type { Source } from './read/source.ts'
import type { Rejects } from './rejects.ts'
import { type Keyed, storeBatch } from './store.ts'

/** A batch is stored when it has this many rows, or, with long texts, this many characters: it is in memory more than once. */
const mostRows = 500
const mostCharacters = 1_000_000
/** Rows that are skipped or rejected fill no batch, but they are progress. */
const mostUntold = 5000

type Place = { line: number; values: SourceRow }
type Waiting = Keyed & Place
type Step = Omit<ImportProgress, 'storedRows' | 'duplicateRows'>

export type BatchesOf = {
  db: Database
  /** Name of the mapping: numbers are unique under it. */
  sourceName: string
  language: 'en' | 'ru'
  source: Source
  rejects: Rejects
  /** What a batch is stored with; asked when it is. */
  context: () => RowsContext
}

/** Collects rows as they are read and stores them batch by batch, two at once, each with the progress it makes. */
export class Batches {
  private batch: Waiting[] = []
  private characters = 0
  private told = { readRows: 0, skippedRows: 0, rejectedRows: 0 }
  private readonly lanes = new Lanes(2)

  constructor(private readonly of: BatchesOf) {}

  /** Takes one row; returns when there is room for the next. @throws what kept an earlier batch from being stored */
  async take(row: ReadComplaint): Promise<void> {
    this.told.readRows++
    if (row.complaint) this.collect(row.complaint, row)
    else if (row.skipped) this.told.skippedRows++
    else await this.reject(row.line, row.problems, row.cells)
    const isFull =
      this.batch.length >= mostRows || this.characters >= mostCharacters || this.told.readRows >= mostUntold
    if (isFull) await this.store()
  }

  /** Stores what is left and waits for all. @throws what kept a batch from being stored */
  async finish(): Promise<void> {
    await this.store()
    await this.lanes.empty()
  }

  /** Waits for what is under way, whatever becomes of it. */
  async settle(): Promise<void> {
    await this.lanes.empty().catch(() => {})
  }

  private collect(complaint: ImportedComplaint, { line, values }: Place): void {
    const key = complaint.externalId ?? `content:${contentHash(values)}`
    this.batch.push({ complaint, source: this.of.sourceName, key, line, values })
    this.characters += charactersOf(complaint)
  }

  private async reject(line: number, problems: ImportProblem[], cells: string[]): Promise<void> {
    this.told.rejectedRows++
    await this.write(line, problems, cells)
  }

  private async write(line: number, problems: ImportProblem[], cells: string[]): Promise<void> {
    const { rejects, language } = this.of
    const reasons = problems
      .map((problem) => explain(problem, language))
      .map(({ message, remedy }) => `${message} ${remedy}`)
    await rejects.write({ line, reasons, cells })
  }

  private async store(): Promise<void> {
    const { source } = this.of
    const batch = this.batch
    const step = { ...this.told, readBytes: source.bytesRead(), totalBytes: source.size }
    this.batch = []
    this.characters = 0
    this.told = { readRows: 0, skippedRows: 0, rejectedRows: 0 }
    await this.lanes.run(async () => {
      await this.storeOrReject(batch, step)
      // Requests that came meanwhile get their turn before the next batch.
      await setImmediate()
    })
  }

  /** Stores a batch; when the database refuses what is in it, its halves, so that in the end one bad row costs one row. */
  private async storeOrReject(batch: Waiting[], step: Step): Promise<void> {
    const { db, context } = this.of
    const { importId, ...rest } = context()
    try {
      await storeBatch(db, batch, { importId, ...rest }, (tx, { stored, duplicates }) =>
        addProgress(tx, importId, { ...step, storedRows: stored, duplicateRows: duplicates }),
      )
      publish(db, { kind: 'many' })
    } catch (error) {
      const [first] = batch
      if (!first || !isAboutData(error)) throw error
      if (batch.length === 1) return this.rejectRefused(first, step, error)
      const half = batch.length >> 1
      await this.storeOrReject(batch.slice(0, half), step)
      await this.storeOrReject(batch.slice(half), { ...step, readRows: 0, skippedRows: 0, rejectedRows: 0 })
    }
  }

  private async rejectRefused({ line, values }: Waiting, step: Step, error: unknown): Promise<void> {
    const { db, source, context } = this.of
    const problem = { field: '', key: 'not_storable', values: { reason: (error as Error).message } } as const
    await this.write(line, [problem], cellsOf(values, source.header))
    await addProgress(db, context().importId, {
      ...step,
      rejectedRows: step.rejectedRows + 1,
      storedRows: 0,
      duplicateRows: 0,
    })
  }
}

function charactersOf({ text, title, fields, history }: ImportedComplaint): number {
  let characters = (text?.length ?? 0) + (title?.length ?? 0) + 500
  for (const name in fields) characters += (fields[name]?.length ?? 0) + name.length
  for (const event of history) characters += 300 + ('text' in event ? (event.text?.length ?? 0) : 0)
  return characters
}
