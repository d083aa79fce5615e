import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import { brokeConstraint, type Database, inTransaction, type Tx } from '../platform/database/index.ts'
import { requireVersion } from '../platform/http/etag.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'
import type { Language } from '../platform/texts/index.ts'
import { type Me, peopleContract } from './contract.ts'
import { findOrganization, insertOrganization, takeTurns } from './organization.ts'
import { hashPassword, newPassword } from './passwords.ts'
import { isLocal, sessionCookie } from './gate.ts'
import { letIn } from './session-cookie.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { checkPassword, endSession, findSession, requirePassword, type SignedIn } from './sessions.ts'
import {
  ensureTeam,
  findPerson,
  insertPerson,
  listPeople,
  listTeams,
  pageOfPeople,
  resumeActivity,
  updatePerson,
} from './store.ts'

export type PeopleServices = {
  db: Database
  clock: Clock
  /** What someone on another machine must know to set up; printed at start. */
  setupCode: string
  /** Called when people change. */
  changed: () => void
  /** Called in the transaction that makes the company: what else is to be made in its language. */
  companyMade: (tx: Tx, language: Language) => Promise<void>
}

/** Adds the routes of people: setting up, signing in, staff, teams and API keys. */
export function peopleRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, setupCode, changed, companyMade }: PeopleServices,
): void {
  const me = async (person: SignedIn): Promise<Me> => {
    const organization = await findOrganization(db)
    return {
      ...person,
      organization: { name: organization?.name ?? '', demonstration: organization?.demonstration ?? false },
    }
  }
  const begin = async (personId: string, request: FastifyRequest, reply: FastifyReply): Promise<Me> => {
    const token = await letIn(personId, { db, clock, request, reply })
    return me(await signedIn(token))
  }
  const signedIn = async (token: string | undefined): Promise<SignedIn> => {
    const person = token ? await findSession(db, token, clock.now()) : null
    if (!person) throw new Problem('forbidden', 'person_needed')
    return person
  }

  implement(http, gate, peopleContract, {
    setupState: async (_input, { request }) => {
      const organization = await findOrganization(db)
      const demonstration = organization?.demonstration ?? false
      const shown = demonstration && isLocal(request) ? (await listPeople(db)).filter((person) => person.active) : []
      const people = shown.map(({ id, name, role, team }) => ({ id, name, role, team: team?.name ?? null }))
      return { ready: organization !== null, demonstration, codeNeeded: !isLocal(request), people }
    },
    setUp: async ({ body }, { request, reply }) => {
      if (!isLocal(request) && body.code !== setupCode)
        throw new Problem(
          'forbidden',
          'setup_code_wrong',
          {},
          { fields: [{ field: 'code', message: 'field.setup_code' }] },
        )
      if (await findOrganization(db)) throw new Problem('conflict', 'already_set_up')
      const passwordHash = await hashPassword(body.password)
      const now = clock.now()
      const personId = await inTransaction(db, async (tx) => {
        const id = await insertPerson(tx, { ...body, role: 'administrator', passwordHash }, now)
        await insertOrganization(tx, {
          name: body.organization,
          language: body.language,
          demonstration: false,
          lastResortId: id,
        })
        await companyMade(tx, body.language)
        return id
      }).catch((error) => {
        throw brokeConstraint(error, 'organization_pkey')
          ? new Problem('conflict', 'already_set_up', {}, { cause: error })
          : error
      })
      return begin(personId, request, reply)
    },
    signIn: async ({ body }, { request, reply }) =>
      begin(await checkPassword(db, body.email, body.password, clock.now()), request, reply),
    signInToDemonstration: async ({ body }, { request, reply }) => {
      const organization = await findOrganization(db)
      if (!organization?.demonstration || !isLocal(request)) throw new Problem('forbidden', 'not_a_demonstration')
      const person = await findPerson(db, body.personId)
      if (!person.active) throw new Problem('forbidden', 'not_a_demonstration')
      return begin(person.id, request, reply)
    },
    currentSession: async (_input, { request }) => me(await signedIn(request.cookies[sessionCookie])),
    signOut: async (_input, { request, reply }) => {
      const token = request.cookies[sessionCookie]
      if (token) await endSession(db, token)
      reply.clearCookie(sessionCookie, { path: '/' })
      return undefined
    },
    changeMyLanguage: async ({ body }, { caller }) => {
      await inTransaction(db, (tx) => updatePerson(tx, caller.id, { language: body.language }, clock.now()))
      return undefined
    },
    changeMyPassword: async ({ body }, { caller, request, reply }) => {
      await requirePassword(db, caller.id, body.current, clock.now())
      const passwordHash = await hashPassword(body.password)
      await inTransaction(db, (tx) => updatePerson(tx, caller.id, { passwordHash }, clock.now()))
      return begin(caller.id, request, reply)
    },
    listPeople: ({ query }) => pageOfPeople(db, query),
    addPerson: async ({ body: { password, ...person } }) => {
      const made = password ? null : newPassword()
      const id = await insertPerson(
        db,
        { ...person, passwordHash: await hashPassword(password ?? made ?? '') },
        clock.now(),
      )
      changed()
      return { person: await findPerson(db, id), password: made }
    },
    changePerson: async ({ params, body: { password, ...change } }, { ifMatch }) => {
      const passwordHash = password ? await hashPassword(password) : undefined
      await inTransaction(db, async (tx) => {
        await takeTurns(tx)
        if (ifMatch !== null) requireVersion(ifMatch, (await findPerson(tx, params.id)).version)
        await updatePerson(tx, params.id, { ...change, passwordHash }, clock.now())
        const people = await listPeople(tx)
        if (!people.some((person) => person.active && person.role === 'administrator'))
          throw new Problem(
            'conflict',
            'last_administrator',
            {},
            { fields: [{ field: 'role', message: 'last_administrator' }] },
          )
      })
      changed()
      return findPerson(db, params.id)
    },
    reactivatePerson: async ({ params }) => {
      await resumeActivity(db, params.id)
      changed()
      return undefined
    },
    listTeams: () => listTeams(db),
    addTeam: async ({ body }) => ({ id: await ensureTeam(db, body.name), name: body.name }),
    listKeys: () => listApiKeys(db),
    createKey: ({ body }) => createApiKey(db, body, clock.now()),
    revokeKey: async ({ params }) => {
      await revokeApiKey(db, params.id, clock.now())
      return undefined
    },
  })
}
