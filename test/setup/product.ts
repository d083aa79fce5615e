import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import { type App, type AppServices, createApp } from '../../src/app.ts'
import { contracts, type Operations } from '../../src/contracts.ts'
import { insertOrganization } from '../../src/people/organization.ts'
import { type Role, roles } from '../../src/people/rules.ts'
import { startSession } from '../../src/people/sessions.ts'
import { insertPerson } from '../../src/people/store.ts'
import { settableClock } from '../../src/platform/clock.ts'
import { connect, connectAsApp, type Database, inTransaction } from '../../src/platform/database/index.ts'
import { type FileStore, openDiskStore } from '../../src/platform/files/index.ts'
import type { Answer as AnswerOf, Call, Route } from '../../src/platform/http/contract.ts'
import type { Allowances } from '../../src/platform/http/limits.ts'
import { testDatabase } from './database.ts'

/** Someone who calls: a person by the cookie of their session, or a program by its key. */
export type Caller = { headers: Record<string, string> }
export type Person = Caller & { id: string; name: string; role: Role }
export type Answer<Name extends keyof Operations> = {
  status: number
  headers: Record<string, unknown>
  /** What the contract promises on success; problem details otherwise. */
  body: AnswerOf<Operations[Name]> & Problem
  text: string
}
type Problem = {
  type?: string
  title?: string
  detail?: string
  errors?: { field: string; message: string }[]
}

export type Product = {
  app: App
  /** As the application's role, and as the owner of the tables. */
  db: Database
  owned: Database
  clock: ReturnType<typeof settableClock>
  files: FileStore
  people: Record<Role, Person>
  nobody: Caller
  addPerson: (role: Role, row?: { name?: string; teamId?: string }) => Promise<Person>
  /** Calls an operation of the contracts by its name. */
  call: <Name extends keyof Operations>(who: Caller, operation: Name, input?: Input<Name>) => Promise<Answer<Name>>
  send: (options: InjectOptions) => Promise<{ status: number; text: string; headers: Record<string, unknown> }>
}
type Input<Name extends keyof Operations> = Partial<Call<Operations[Name]>>

const none = { requests: 0, seconds: 60 }
/** Tests call more in a minute than people do. */
export const unlimited: Allowances = { person: none, key: none, address: none, 'sign-in': none, form: none }

/**
 * The whole product on a database of its own, set up with one person of each role; the agent is the last resort. Its clock
 * stands still until a test moves it. Call it at the top of a test file.
 */
export async function startProduct({
  isSetUp = true,
  ...settings
}: { isSetUp?: boolean } & Pick<
  AppServices,
  'files' | 'fileLimits' | 'trustProxy' | 'allowances'
> = {}): Promise<Product> {
  const { owner } = await testDatabase()
  const [db, owned] = [await connectAsApp(owner), connect(owner, { max: 2 })]
  const clock = settableClock(new Date('2026-03-02T09:00:00Z'))
  const dataFolder = mkdtempSync(join(tmpdir(), 'amends-product-'))
  const files = settings.files ?? (await openDiskStore(join(dataFolder, 'files')))
  const app = await createApp({
    db,
    clock,
    dataFolder,
    localToken: 'local-token',
    setupCode: 'setup-code',
    allowances: unlimited,
    ...settings,
    files,
  })
  afterAll(async () => {
    await app.stop()
    await Promise.all([db.destroy(), owned.destroy()])
    rmSync(dataFolder, { recursive: true, force: true })
  })
  const addPerson: Product['addPerson'] = (role, row = {}) => employ(db, role, clock.now(), row)
  const people = (isSetUp ? await staff(db, addPerson) : {}) as Record<Role, Person>
  const send: Product['send'] = async (options) => {
    const { statusCode, body, headers } = await app.http.inject(options)
    return { status: statusCode, text: body, headers }
  }
  const call: Product['call'] = async (who, operation, input = {}) => {
    const answer = await send(requestOf(contracts[operation], who, input))
    const isJson = String(answer.headers['content-type']).includes('json')
    return { ...answer, body: isJson ? JSON.parse(answer.text) : undefined }
  }
  return { app, db, owned, clock, files, people, nobody: { headers: {} }, addPerson, call, send }
}

async function employ(db: Database, role: Role, now: Date, { name, teamId }: { name?: string; teamId?: string }) {
  const called = name ?? `${role[0]?.toUpperCase()}${role.slice(1)}`
  const email = `${called}.${Math.random().toString(36).slice(2)}@example.com`.toLowerCase().replaceAll(' ', '.')
  const id = await insertPerson(db, { name: called, email, role, teamId, language: 'en', passwordHash: null }, now)
  return { id, name: called, role, headers: { cookie: `amends_session=${await startSession(db, id, now)}` } }
}

async function staff(db: Database, addPerson: Product['addPerson']): Promise<Record<Role, Person>> {
  const people: Partial<Record<Role, Person>> = {}
  for (const role of roles) people[role] = await addPerson(role)
  const lastResortId = people.agent?.id ?? ''
  await inTransaction(db, (tx) =>
    insertOrganization(tx, { name: 'Parcels & Co', language: 'en', demonstration: false, lastResortId }),
  )
  return people as Record<Role, Person>
}

/** The request for a route: parameters in the path, the rest where the contract has it. */
export function requestOf(route: Route, who: Caller, input: Record<string, unknown>): InjectOptions {
  const { params = {}, query = {}, headers = {}, body } = input as Record<string, Record<string, string>>
  const { ifMatch: version } = input as { ifMatch?: number | string }
  const ifMatch = version === undefined ? {} : { 'if-match': `"${version}"` }
  const path = route.path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  return {
    method: route.method,
    url: asked.length > 0 ? `${path}?${new URLSearchParams(asked)}` : path,
    headers: { ...who.headers, ...ifMatch, ...headers },
    ...(body !== undefined && { payload: body }),
  }
}

/** The first column of every row of a question asked in SQL. */
export async function column<Value>(db: Database, question: string): Promise<Value[]> {
  const { rows } = await sql.raw<Record<string, Value>>(question).execute(db)
  return rows.map((row) => Object.values(row)[0] as Value)
}
