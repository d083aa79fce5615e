import { z } from 'zod'
import { contract, nameShapes } from '../platform/http/contract.ts'
import { pageShape, paging } from '../platform/http/pages.ts'
import { roles } from './rules.ts'

export const Role = z.enum(roles)
export const Language = z.enum(['en', 'ru'])
const Id = z.object({ id: z.uuid() })
const Name = z.string().trim().min(1).max(200)
export const Password = z.string().min(10).max(200)

export const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  language: Language,
  active: z.boolean(),
  openComplaints: z.number().int(),
  version: z.string().describe('Changes with whatever can be edited of a person'),
})
export type Person = z.infer<typeof Person>

export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role,
  language: Language,
  organization: z.object({ name: z.string(), demonstration: z.boolean() }),
})
export type Me = z.infer<typeof Me>

export const NewPerson = z.object({
  name: Name,
  email: z.email(),
  role: Role,
  teamId: z.uuid().nullish(),
  language: Language.default('en'),
  password: Password.optional(),
})

nameShapes({ Role, Language, Person, Me, NewPerson })

export const peopleContract = contract({
  setupState: {
    method: 'GET',
    path: '/api/v1/setup',
    summary: 'Whether this installation has been set up, and the people of the demonstration when it is one',
    answer: {
      status: 200,
      shape: z.object({
        ready: z.boolean(),
        demonstration: z.boolean(),
        codeNeeded: z.boolean(),
        people: z.array(z.object({ id: z.uuid(), name: z.string(), role: Role, team: z.string().nullable() })),
      }),
    },
  },
  setUp: {
    method: 'POST',
    path: '/api/v1/setup',
    isGuessable: true,
    summary: 'Make the company and its first administrator; works once',
    body: z.object({
      organization: Name,
      name: Name,
      email: z.email(),
      password: Password,
      language: Language.default('en'),
      code: z.string().optional(),
    }),
    answer: { status: 201, shape: Me },
  },
  signIn: {
    method: 'POST',
    path: '/api/v1/session',
    isGuessable: true,
    summary: 'Sign in with e-mail and password',
    body: z.object({ email: z.string().trim().min(1).max(320), password: z.string().min(1).max(200) }),
    answer: { status: 201, shape: Me },
  },
  signInToDemonstration: {
    method: 'POST',
    path: '/api/v1/session/demonstration',
    summary: 'Sign in as one of the people of the demonstration; only there and only from this machine',
    body: z.object({ personId: z.uuid() }),
    answer: { status: 201, shape: Me },
  },
  currentSession: {
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Who is signed in',
    answer: { status: 200, shape: Me },
  },
  signOut: { method: 'DELETE', path: '/api/v1/session', summary: 'Sign out', answer: { status: 204, shape: null } },
  changeMyLanguage: {
    method: 'PUT',
    path: '/api/v1/session/language',
    summary: 'Choose the language that the product speaks to me',
    body: z.object({ language: Language }),
    answer: { status: 204, shape: null },
  },
  changeMyPassword: {
    method: 'PUT',
    path: '/api/v1/session/password',
    isGuessable: true,
    summary: 'Change my password; ends my other sessions',
    body: z.object({ current: z.string().min(1).max(200), password: Password }),
    answer: { status: 200, shape: Me },
  },
  listPeople: {
    method: 'GET',
    path: '/api/v1/people',
    summary: 'Everyone who works here, the active first, by name, a page at a time',
    query: z.object(paging(200, 500)),
    answer: { status: 200, shape: pageShape(Person) },
  },
  addPerson: {
    method: 'POST',
    path: '/api/v1/people',
    summary: 'Add a person. Without a password one is made and shown once in the answer',
    body: NewPerson,
    answer: { status: 201, shape: z.object({ person: Person, password: z.string().nullable() }) },
  },
  changePerson: {
    method: 'PATCH',
    path: '/api/v1/people/:id',
    ifMatch: true,
    etag: true,
    summary: 'Change name, role, team, language or password of a person',
    params: Id,
    body: z.object({
      name: Name.optional(),
      role: Role.optional(),
      teamId: z.uuid().nullish(),
      language: Language.optional(),
      password: Password.optional(),
    }),
    answer: { status: 200, shape: Person },
  },
  reactivatePerson: {
    method: 'DELETE',
    path: '/api/v1/people/:id/deactivation',
    summary: 'Let a deactivated person work here again',
    params: Id,
    answer: { status: 204, shape: null },
  },
  listTeams: {
    method: 'GET',
    path: '/api/v1/teams',
    summary: 'All teams',
    answer: { status: 200, shape: z.array(z.object({ id: z.uuid(), name: z.string(), people: z.number().int() })) },
  },
  addTeam: {
    method: 'POST',
    path: '/api/v1/teams',
    summary: 'Add a team',
    body: z.object({ name: Name }),
    answer: { status: 201, shape: z.object({ id: z.uuid(), name: z.string() }) },
  },
  listKeys: {
    method: 'GET',
    path: '/api/v1/keys',
    summary: 'API keys (never the keys themselves)',
    answer: {
      status: 200,
      shape: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          role: Role,
          createdAt: z.iso.datetime(),
          revokedAt: z.iso.datetime().nullable(),
        }),
      ),
    },
  },
  createKey: {
    method: 'POST',
    path: '/api/v1/keys',
    summary: 'Create an API key; the key is shown once',
    body: z.object({ name: Name, role: Role }),
    answer: { status: 201, shape: z.object({ id: z.uuid(), key: z.string() }) },
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/v1/keys/:id',
    summary: 'Revoke an API key at once',
    params: Id,
    answer: { status: 204, shape: null },
  },
})
