import type { Database, Tx } from './connect.ts'

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/** True for the refusals of a constraint named `constraint` (any constraint when omitted). */
export function brokeConstraint(error: unknown, constraint?: string): boolean {
  const isConstraint = codeOf(error).startsWith('23')
  return isConstraint && (constraint === undefined || (error as { constraint?: string }).constraint === constraint)
}

/** True when the database refused what was to be stored, not the asking: a value out of range, a rule broken, too long an entry. */
export function isAboutData(error: unknown): boolean {
  return /^(22|23|54)/.test(codeOf(error))
}

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])

/** True when the database could not be asked: it is stopping, starting, full, or not reached. Later the same may work. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error)
  const isLost = error instanceof Error && error.message.startsWith('Connection terminated')
  return isLost || /^(08|57P|53[13])/.test(code) || networkCodes.has(code)
}

const retryable = new Set(['40001', '40P01'])

type AfterCommit = (db: Database) => void
const waiting = new WeakMap<object, AfterCommit[]>()

/**
 * Does `work` once what `db` is doing is on disk: after the commit of the transaction (never after a rollback, and once when
 * it is tried again), or at once where there is none, because there each statement commits by itself. `work` gets the
 * database the transaction was begun on, must not throw, and nobody waits for it.
 */
export function afterCommit(db: Database | Tx, work: AfterCommit): void {
  if (db.isTransaction) waiting.get(db)?.push(work)
  else work(db)
}

/**
 * Runs `work` in a transaction and again (up to five times in all) when the database says that another transaction got
 * in the way. `work` may therefore run more than once and must have no effect outside the database; what is to follow from
 * it elsewhere goes through `afterCommit`.
 */
export async function inTransaction<Result>(db: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const next: AfterCommit[] = []
    try {
      const result = await db.transaction().execute((tx) => {
        waiting.set(tx, next)
        return work(tx)
      })
      for (const each of next) each(db)
      return result
    } catch (error) {
      if (attempt === 5 || !retryable.has(codeOf(error))) throw error
      await new Promise((done) => setTimeout(done, attempt * 10))
    }
  }
}
