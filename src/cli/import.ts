import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ImportStatus, LocalPreview } from '../channels/import/contract.ts'
import type { Mapping } from '../channels/import/mapping/mapping.ts'
import { type Connection, Refused } from './connection.ts'
import { describeMapping } from './describe-mapping.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'
import { ProgressDisplay } from './progress.ts'

export type ImportOptions = { as?: string; map?: string; json?: boolean; printMap?: boolean }
type Started = ImportStatus & { mapping: Mapping; recognised: string | null }

const tell = (line: string): boolean => process.stderr.write(`${line}\n`)

/** Imports a file and follows it to the end. @returns the exit code: 0 all in, 2 some rejected */
export async function importFile(
  connection: Connection,
  file: string,
  { as, map, json, printMap }: ImportOptions,
): Promise<number> {
  const asked = { path: resolve(file), as, mapping: map === undefined ? undefined : readMap(map) }
  if (printMap)
    return printMapping(await connection.ask<LocalPreview>('POST', '/api/v1/imports/local/preview', asked), file)
  const started = await connection.ask<Started>('POST', '/api/v1/imports/local', asked).catch((error) => {
    throw withRemedy(error, file)
  })
  if (!json) tell(describeMapping(started))
  const ended = await follow(connection, started, json ?? false)
  if (json) process.stdout.write(`${JSON.stringify(ended)}\n`)
  else report(ended)
  return exitCodeOf(ended)
}

function readMap(map: string): unknown {
  try {
    return JSON.parse(readFileSync(map, 'utf8'))
  } catch (error) {
    throw new CommandFailure(exitCodes.failed, `The mapping ${map} cannot be read: ${(error as Error).message}`)
  }
}

/** The mapping alone goes to standard output, so that it can be kept; what is still open goes beside it. */
function printMapping({ mapping, questions, absent }: LocalPreview, file: string): number {
  process.stdout.write(`${JSON.stringify(mapping, null, 2)}\n`)
  for (const { message, remedy } of absent) tell(`${message} ${remedy}`)
  for (const { key, column, example, options } of questions) {
    if (key === 'date_order')
      tell(`Open: is ${example} in “${column}” ${options.join(' or ')}? Keep the right one as its "format".`)
    if (key === 'no_date')
      tell(
        'Open: no column seems to hold the date of receipt. Name it at columns.receivedAt.from, or leave it: then the moment of the import is taken.',
      )
    if (key === 'no_text')
      tell(
        'Open: no column seems to hold what customers wrote. Name it at columns.text.from, or leave it: then there are no words.',
      )
  }
  if (questions.length > 0) tell(`Then: amends import ${file} --map FILE`)
  return exitCodes.done
}

function withRemedy(error: unknown, file: string): unknown {
  if (!(error instanceof Refused) || error.problem !== 'import_open_questions') return error
  const remedy = `Print the guessed mapping, answer in it, and import with it:\n  amends import ${file} --print-map > map.json\n  amends import ${file} --map map.json`
  return new Refused(error.problem, error.message, remedy)
}

/** Shows how far it is until it ends. A first Ctrl+C stops the import after its batch; a second one ends this process. */
async function follow(connection: Connection, started: Started, isQuiet: boolean): Promise<ImportStatus> {
  const display = isQuiet ? null : new ProgressDisplay(process.stderr, () => performance.now())
  const stopping = new AbortController()
  const onSignal = () => {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    display?.clear()
    tell('Stopping after the batch that is under way…')
    stopping.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  try {
    let status: ImportStatus = started
    while (status.state === 'running') {
      await wait(status.readRows === 0 ? 100 : 500, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) await connection.ask('DELETE', `/api/v1/imports/${started.id}`)
      status = await connection.ask<ImportStatus>('GET', `/api/v1/imports/${started.id}`)
      display?.show(status)
    }
    return status
  } finally {
    display?.clear()
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

function report({ readRows, storedRows, duplicateRows, skippedRows, rejectedRows, rejectsPath }: ImportStatus): void {
  process.stdout.write(
    `${readRows} rows read: ${storedRows} stored, ${duplicateRows} known already, ${skippedRows} skipped, ${rejectedRows} rejected.\n`,
  )
  if (rejectsPath) process.stdout.write(`Rejected rows with their reasons: ${rejectsPath}\n`)
}

/** @throws CommandFailure when it did not come to its end */
function exitCodeOf({ state, failure, rejectedRows }: ImportStatus): number {
  const goOn = 'What was stored stays. Give the same command again to go on: nothing is taken in twice.'
  if (state === 'stopped') throw new CommandFailure(exitCodes.interrupted, 'The import was stopped.', goOn)
  if (state !== 'done') throw new CommandFailure(exitCodes.failed, `The import failed: ${failure ?? state}`, goOn)
  return rejectedRows > 0 ? exitCodes.someRejected : exitCodes.done
}
