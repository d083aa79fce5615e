import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { CauseGiven } from '../causes/contract.ts'
import { currentVersion, replaceTaxonomy } from '../causes/taxonomy.ts'
import { nameShipped } from '../complaints/clocks/naming.ts'
import { replaceRules } from '../complaints/routing/desk.ts'
import type { RoutingRule } from '../complaints/routing/rules.ts'
import { storeCapacity } from '../insight/workload/capacity.ts'
import { ensureBranch, storeJourney, type Words } from '../journeys/store.ts'
import { findOrganization, insertOrganization } from '../people/organization.ts'
import type { Role } from '../people/rules.ts'
import { ensureTeam, insertPerson } from '../people/store.ts'
import { type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { insertImport } from '../channels/import/imports.ts'
import type { Mapping } from '../channels/import/mapping/mapping.ts'
import { shippedMappings } from '../channels/import/mappings/index.ts'
import { type Coders, storeCodings } from './codings.ts'
import { demoFile, readDemo } from './files.ts'
import { storeSample } from './sample.ts'
import { storeSurvey } from './survey.ts'
import { storeRepair } from './repair.ts'

/** `routing`: which products go to which team; a rule without products takes the rest. */
type Staff = {
  teams: string[]
  routing: { team: string; products: string[] }[]
  people: { name: string; email: string; role: Role; team: string | null; language: 'en' | 'ru' }[]
}
/** The import of the demonstration's complaints, and what follows when all of them are in. */
export type Prepared = { importId: string; mapping: Mapping; language: 'en' | 'ru'; finish: () => Promise<void> }

const complaintsFile = 'cfpb-complaints.csv.gz'
/** Further rows without a head of their own: what is packed in two pieces is unpacked as one. */
const repairFile = 'opened-accounts.csv.gz'
const mapping = shippedMappings.cfpb as Mapping

/**
 * Makes the demonstration's company: invented staff, teams, taxonomy, journey and routing. The complaints follow as an
 * ordinary import, and `finish` adds the codings made by reading a random sample of them, that sample as gold, an invented
 * survey, and the story of a repair.
 * @throws Problem already_set_up
 */
export async function prepareDemonstration(
  db: Database,
  dataFolder: string,
  language: 'en' | 'ru',
  now: Date,
): Promise<Prepared> {
  if (await findOrganization(db)) throw new Problem('conflict', 'already_set_up')
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
    await insertImport(tx, { id: importId, fileName: complaintsFile, path, mapping, startedBy: null, now })
    return found
  })
  return { importId, mapping, language, finish: () => addTo(db, coders, language, now) }
}

type Loaded = { importId: string; isWhole: boolean; isRunning: boolean }

/** The latest import of the demonstration; null where there is no demonstration. */
export async function findDemonstration(db: Database): Promise<Loaded | null> {
  if (!(await findOrganization(db))?.demonstration) return null
  const { rows } = await sql<Loaded>`
    select id as "importId", state = 'done' as "isWhole", state = 'running' as "isRunning" from imports where file_name = ${complaintsFile}
    order by started_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** What follows when all complaints are in. */
async function addTo(db: Database, coders: Coders, language: 'en' | 'ru', now: Date): Promise<void> {
  await storeCodings(db, coders, mapping.name, now)
  await storeSample(db, mapping.name, language, now)
  await storeSurvey(db, language, now)
  await storeRepair(db, language, now)
}

/** What is left to do of a demonstration whose loading was interrupted; null when nothing is. */
export async function interruptedDemonstration(db: Database, now: Date): Promise<Prepared | null> {
  const found = await findDemonstration(db)
  if (!found || found.isWhole) return null
  const { rows } = await sql<{ id: string; role: Role; language: 'en' | 'ru' }>`
    select id, role, language from people where role in ('analyst', 'agent') order by id`.execute(db)
  const first = (role: Role) => rows.find((person) => person.role === role)
  const [coderA, coderB] = [first('analyst'), first('agent')]
  if (!coderA || !coderB) return null
  const finish = () => addTo(db, { A: coderA.id, B: coderB.id }, coderA.language, now)
  return { importId: found.importId, mapping, language: coderA.language, finish }
}

/** Rejected rows are written beside the file that is read; the product's own folder may not be ours to write in. */
async function ownCopy(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'imports', 'demonstration')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const pieces = [await readFile(demoFile(complaintsFile)), await readFile(demoFile(repairFile))]
  await writeFile(join(folder, complaintsFile), Buffer.concat(pieces))
  return join(folder, complaintsFile)
}

/** What each team can do: invented, as the staff are. */
const teamsCan = { people: 3, hoursAWeek: 35, minutesEach: 60, minutesAre: 'stated', mostGrowth: 50 } as const

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
  await nameShipped(tx, language)
  const agents = ids.filter((person) => person.role === 'agent')
  await storeRouting(tx, routing, teamIds)
  for (const teamId of teamIds.values()) await storeCapacity(tx, teamId, teamsCan, { byId: null, now, ifMatch: null })
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
