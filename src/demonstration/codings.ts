import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import Papa from 'papaparse'
import { codeComplaint } from '../causes/coding.ts'
import type { CodingGiven } from '../causes/contract.ts'
import { classifyComplaint } from '../complaints/changes.ts'
import { type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import { demoFile } from './files.ts'

type CodingRow = {
  complaint_id: string
  coder: 'A' | 'B'
  as_designed: CodingGiven['asDesigned']
  expected: string
  locus: string
  cause: string
  step: string
  contributing: string
}

/** Who coded first and second, by id. */
export type Coders = Record<'A' | 'B', string>

/**
 * Stores the codings that were made by reading a random sample of the demonstration's complaints, unless they are there.
 * @param source name of the mapping under which the complaints were imported
 */
export async function storeCodings(db: Database, coders: Coders, source: string, now: Date): Promise<void> {
  const coded = await sql`select 1 from codings limit 1`.execute(db)
  if (coded.rows.length > 0) return
  const { data } = Papa.parse<CodingRow>(await readFile(demoFile('codings.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const ids = await idsOf(
    db,
    source,
    data.map((row) => row.complaint_id),
  )
  const { rows } = await sql<{
    id: string
    code: string
  }>`select id, code from causes union all select id, code from journey_steps`.execute(db)
  const codes = new Map(rows.map((row) => [row.code, row.id]))
  const inOrder = [...data].sort((a, b) => a.coder.localeCompare(b.coder))
  await inTransaction(db, async (tx) => {
    for (const row of inOrder) {
      const complaintId = ids.get(row.complaint_id)
      if (!complaintId) continue
      await storeCoding(tx, row, {
        complaintId,
        coderId: coders[row.coder],
        stepId: codes.get(row.step) ?? null,
        causeId: codes.get(row.cause) ?? null,
        now,
      })
    }
  })
}

async function idsOf(db: Database, source: string, externalIds: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ external_id: string; complaint_id: string }>`
    select external_id, complaint_id from external_ids where source = ${source} and external_id = any (${externalIds})`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.external_id, row.complaint_id]))
}

type Place = { complaintId: string; coderId: string; stepId: string | null; causeId: string | null; now: Date }

async function storeCoding(
  tx: Tx,
  row: CodingRow,
  { complaintId, coderId, stepId, causeId, now }: Place,
): Promise<void> {
  const primary = {
    asDesigned: row.as_designed,
    expected: (row.expected || null) as CodingGiven['expected'],
    locus: row.locus || null,
    causeId,
  }
  const contributing = row.contributing.split(';').filter(Boolean).map(contributingOf)
  const pass = row.coder === 'A' ? 1 : 2
  if (pass === 1 && stepId) {
    await classifyComplaint(tx, { complaintId, change: { stepId }, actor: { kind: 'person', id: coderId }, now })
  }
  await codeComplaint(tx, { complaintId, pass, primary, contributing, coderId, now })
}

/** `surprise.message` as answers to the two questions. */
function contributingOf(name: string): CodingGiven {
  const [causeClass, locus = null] = name.split('.')
  const answers = { delivery: ['no', null], surprise: ['yes', 'no'], mismatch: ['yes', 'yes'] } as const
  const [asDesigned, expected] = answers[causeClass as keyof typeof answers] ?? (['unknown', null] as const)
  return { asDesigned, expected, locus }
}
