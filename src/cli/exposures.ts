import { resolve } from 'node:path'
import type { ExposureImport } from '../causes/exposure-import/contract.ts'
import { openRejects } from '../channels/import/rejects.ts'
import type { Connection } from './connection.ts'
import { exitCodes } from './exit-codes.ts'

export type ExposureOptions = { preview?: boolean; json?: boolean }
export type ListedExposure = {
  dimension: string
  valueId: string | null
  month: string
  units: number
  unitName: string
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

/**
 * Imports a file of exposures; with --preview it is only read. Rows that are not understood go to `FILE.rejected.csv` with their
 * reasons. @returns the exit code: 0 all in, 2 some rejected
 */
export async function importExposureFile(
  connection: Connection,
  file: string,
  { preview = false, json = false }: ExposureOptions,
): Promise<number> {
  const path = resolve(file)
  const found = await connection.ask<ExposureImport>('POST', '/api/v1/exposures/imports/local', {
    path,
    store: !preview,
  })
  const rejectsPath = preview ? null : await keepRejected(path, found)
  if (json) say(JSON.stringify({ ...found, rejectsPath }))
  else report(found, rejectsPath)
  return found.rejected.length > 0 ? exitCodes.someRejected : exitCodes.done
}

async function keepRejected(path: string, { header, rejected }: ExposureImport): Promise<string | null> {
  const rejects = openRejects({ beside: path, or: resolve(path.split(/[/\\]/).at(-1) ?? 'exposures') }, () => header)
  for (const { line, reason, cells } of rejected) await rejects.write({ line, reasons: [reason], cells })
  await rejects.close()
  return rejects.path()
}

function report({ isStored, rows, rejected }: ExposureImport, rejectsPath: string | null): void {
  const replaced = rows.filter(({ before, units }) => before !== null && before !== units).length
  const done = isStored ? 'stored' : 'would be stored'
  say(
    `${rows.length + rejected.length} rows read: ${rows.length} ${done} (${replaced} with another number than before), ${rejected.length} rejected.`,
  )
  if (rejectsPath) say(`Rejected rows with their reasons: ${rejectsPath}`)
  else for (const { line, reason } of rejected) say(`Line ${line}: ${reason}`)
}

/** Prints every exposure, newest month first. */
export async function listExposureMonths(
  connection: Connection,
  { json = false }: { json?: boolean },
): Promise<number> {
  const listed = await connection.ask<ListedExposure[]>('GET', '/api/v1/exposures')
  if (json) say(JSON.stringify(listed))
  else for (const each of listed) say(lineOf(each))
  if (!json && listed.length === 0) say('No exposure is known yet. Import some: amends exposures import FILE')
  return exitCodes.done
}

const lineOf = ({ dimension, valueId, month, units, unitName }: ListedExposure): string =>
  [month.slice(0, 7), dimension.padEnd(7), (valueId ?? 'everything').padEnd(36), `${units} ${unitName}`].join('  ')
