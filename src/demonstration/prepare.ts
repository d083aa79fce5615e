import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import Papa from 'papaparse'
import { codeComplaint } from '../causes/coding.ts'
import type { CauseGiven, CodingGiven } from '../causes/contract.ts'
import { currentVersion, replaceTaxonomy } from '../causes/taxonomy.ts'
import { classifyComplaint } from '../complaints/changes.ts'
import { replaceRules } from '../complaints/routing/desk.ts'
import type { RoutingRule } from '../complaints/routing/rules.ts'
import { ensureBranch, storeJourney, type Words } from '../journeys/store.ts'
import { findOrganization, insertOrganization } from '../people/organization.ts'
import type { Role } from '../people/rules.ts'
import { ensureTeam, insertPerson } from '../people/store.ts'
import { type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { productFolder } from '../platform/root.ts'
import { insertImport } from '../channels/import/imports.ts'
import type { Mapping } from '../channels/import/mapping/mapping.ts'
import { shippedMappings } from '../channels/import/mappings/index.ts'

const demoFile = (name: string): string => join(productFolder, 'demo', name)
const readDemo = async <Shape>(name: string): Promise<Shape> =>
  JSON.parse(await readFile(demoFile(name), 'utf8')) as Shape

/** `routing`: which products go to which team; a rule without products takes the rest. */
type Staff = {
  teams: string[]
  routing: { team: string; products: string[] }[]
  people: { name: string; email: string; role: Role; team: string | null; language: 'en' | 'ru' }[]
}
type Coders = Record<'A' | 'B', string>

/**
 * Makes the demonstration's company: invented staff, teams, taxonomy, journey and routing. The complaints follow as an
 * ordinary import, and `finish` adds the codings made by reading a random sample of them.
 * @throws Problem already_set_up
 */
export async function prepareDemonstration(
  db: Database,
  dataFolder: string,
  language: 'en' | 'ru',
  now: Date,
): Promise<{ importId: string; mapping: Mapping; finish: () => Promise<void> }> {
  if (await findOrganization(db)) throw new Problem('conflict', 'already_set_up')
  const mapping = shippedMappings.cfpb as Mapping
  const importId = newId()
  const path = await ownCopy(dataFolder)
  const coders = await inTransaction(db, async (tx) => {
    const found = await storeStaff(tx, language, now)
    const { causes } = await readDemo<{ causes: CauseGiven[] }>('taxonomy.json')
    const given = causes.map((cause) => ({ ...cause, retired: false }))
    await replaceTaxonomy(tx, {
      basedOn: await currentVersion(tx),
      note: 'Demonstration',
      causes: given,
      byId: found.A,
      now,
    })
    await storeJourney(tx, await readDemo<{ name: Words; steps: { code: string; name: Words }[] }>('steps.json'))
    await insertImport(tx, { id: importId, fileName: 'cfpb-complaints.csv.gz', path, mapping, startedBy: null, now })
    return found
  })
  return { importId, mapping, finish: () => storeCodings(db, coders, mapping.name, now) }
}

/** Rejected rows are written beside the file that is read; the product's own folder may not be ours to write in. */
async function ownCopy(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'imports', 'demonstration')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await copyFile(demoFile('cfpb-complaints.csv.gz'), join(folder, 'cfpb-complaints.csv.gz'))
  return join(folder, 'cfpb-complaints.csv.gz')
}

async function storeStaff(tx: Tx, language: 'en' | 'ru', now: Date): Promise<Coders> {
  const { teams, people, routing } = await readDemo<Staff>('people.json')
  const teamIds = new Map<string, string>()
  for (const team of teams) teamIds.set(team, await ensureTeam(tx, team))
  const ids: { id: string; role: Role }[] = []
  for (const { team, ...person } of people) {
    const teamId = team === null ? null : (teamIds.get(team) ?? null)
    ids.push({
      id: await insertPerson(tx, { ...person, language, teamId, passwordHash: null }, now),
      role: person.role,
    })
  }
  const withRole = (role: Role) => ids.find((person) => person.role === role)?.id as string
  await insertOrganization(tx, {
    name: 'Demonstration',
    language,
    demonstration: true,
    lastResortId: withRole('manager'),
  })
  const agents = ids.filter((person) => person.role === 'agent')
  await storeRouting(tx, routing, teamIds)
  return { A: withRole('analyst'), B: agents[0]?.id as string }
}

async function storeRouting(tx: Tx, routing: Staff['routing'], teamIds: Map<string, string>): Promise<void> {
  const rules: Omit<RoutingRule, 'id'>[] = []
  for (const { team, products } of routing) {
    const productIds: string[] = []
    for (const product of products) productIds.push((await ensureBranch(tx, 'products', [product])) as string)
    const conditions = productIds.length > 0 ? { productIds } : {}
    rules.push({ name: team, active: true, conditions, toPersonId: null, toTeamId: teamIds.get(team) ?? null })
  }
  await replaceRules(tx, rules)
}

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

async function storeCodings(db: Database, coders: Coders, source: string, now: Date): Promise<void> {
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
