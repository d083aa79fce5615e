import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ImportStatus } from '../channels/import/contract.ts'
import type { Connection } from './connection.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'
import { progressLine } from './progress.ts'

export type ImportOptions = { as?: string; map?: string; json?: boolean }
type Started = ImportStatus & { mapping: { columns: Record<string, { from?: string | string[] }> }; recognised: string | null }

/** Imports a file and follows it to the end. @returns the exit code: 0 all in, 2 some rejected */
export async function importFile(connection: Connection, file: string, { as, map, json }: ImportOptions): Promise<number> {
  const path = resolve(file)
  if (!existsSync(path)) throw new CommandFailure(exitCodes.failed, `There is no file "${file}".`)
  const mapping = map === undefined ? undefined : readMap(map)
  const started = await connection.ask<Started>('POST', '/api/v1/imports/local', { path, as, mapping })
  if (!json) describeMapping(started)
  const ended = await follow(connection, started, json ?? false)
  if (json) process.stdout.write(`${JSON.stringify(ended)}\n`)
  else report(ended)
  if (ended.state !== 'done') throw new CommandFailure(exitCodes.failed, `The import did not end: ${ended.failure ?? ended.state}. What was stored is safe; run the same command again to go on.`)
  return ended.rejectedRows > 0 ? exitCodes.someRejected : exitCodes.done
}

function readMap(map: string): unknown {
  try {
    return JSON.parse(readFileSync(map, 'utf8'))
  } catch (error) {
    throw new CommandFailure(exitCodes.failed, `The mapping ${map} cannot be read: ${(error as Error).message}`)
  }
}

function describeMapping({ mapping, recognised }: Started): void {
  process.stderr.write(recognised ? `Known file: mapping "${recognised}".\n` : 'Mapping:\n')
  if (recognised) return
  for (const [target, { from }] of Object.entries(mapping.columns)) {
    if (from) process.stderr.write(`  ${target} ← ${Array.isArray(from) ? from.join(', ') : from}\n`)
  }
}

async function follow(connection: Connection, started: Started, isQuiet: boolean): Promise<ImportStatus> {
  const began = Date.now()
  let status: ImportStatus = started
  while (status.state === 'running') {
    await wait(status.readRows === 0 ? 100 : 500)
    status = await connection.ask<ImportStatus>('GET', `/api/v1/imports/${started.id}`)
    if (!isQuiet && process.stderr.isTTY) process.stderr.write(`\r\u001B[K${progressLine(status, Date.now() - began)}`)
  }
  if (!isQuiet && process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  return status
}

function report(status: ImportStatus): void {
  const { readRows, storedRows, duplicateRows, skippedRows, rejectedRows, rejectsPath } = status
  process.stdout.write(
    `${readRows} rows read: ${storedRows} stored, ${duplicateRows} known already, ${skippedRows} skipped, ${rejectedRows} rejected.\n`,
  )
  if (rejectsPath) process.stdout.write(`Rejected rows with their reasons: ${rejectsPath}\n`)
}
