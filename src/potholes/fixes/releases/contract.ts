import { z } from 'zod'
import { Named } from '../../../complaints/shapes.ts'
import { contract, nameShapes } from '../../../platform/http/contract.ts'
import { pageShape, paging } from '../../../platform/http/pages.ts'
import { releaseSources } from './rules.ts'

const When = z.iso.datetime()
const Source = z.enum(releaseSources)

const ReleaseHook = z.object({
  addresses: z.record(Source, z.url()).describe('Where each kind of program posts'),
  secret: z.string().nullable().describe('What it signs with; null: none was made yet, and nothing is taken'),
  madeAt: When.nullable(),
  madeBy: Named.nullable(),
})

/** What became of what a program told. */
const Told = z.object({
  became: z
    .enum(['marked_live', 'kept', 'known', 'ignored'])
    .describe('`kept`: no stage waits for that name; `known`: told before; `ignored`: not a release that went live'),
  release: z.string().nullable(),
  stages: z.array(z.object({ fixId: z.uuid(), number: z.number().int() })).describe('Stages that it marked live'),
})
export type Told = z.infer<typeof Told>

const Release = z.object({
  id: z.uuid(),
  source: Source,
  project: z.string().describe('Repository or project; empty when not said'),
  name: z.string(),
  liveOn: z.iso.date(),
  url: z.string().nullable(),
  receivedAt: When,
  setAside: z.object({ at: When, by: Named }).nullable().describe('A person looked: no fix is concerned'),
  stages: z.array(
    z.object({ pothole: Named, fixId: z.uuid(), fix: z.string(), number: z.number().int(), place: z.string() }),
  ),
})
export type Release = z.infer<typeof Release>

nameShapes({ ReleaseHook, ReleaseTold: Told, Release })

const Which = z.object({ id: z.uuid() })

export const releasesContract = contract({
  readReleaseHook: {
    method: 'GET',
    path: '/api/v1/release-hook',
    summary: 'Where programs tell of releases, and the secret they sign with',
    answer: { status: 200, shape: ReleaseHook },
  },
  renewReleaseSecret: {
    method: 'POST',
    path: '/api/v1/release-hook/secret',
    summary: 'Make the secret, or a new one. The old one is refused from now on',
    answer: { status: 200, shape: ReleaseHook },
  },
  receiveRelease: {
    method: 'POST',
    path: '/api/v1/release-hook/:source',
    isGuessable: true,
    summary: 'Tell that a release is live: stages of fixes that wait for its name are marked live',
    description:
      'Signed over the bytes of the body with the secret (`X-Hub-Signature-256: sha256=…`, or `X-Hub-Signature`), or sent with an API key. `github`: a webhook with release events; `jira`: a webhook with “version released” or “issue updated”; `generic`: `{ "release": "2.4.1", "on": "2026-03-01", "project": "shop", "url": "…" }`, all but the name may be left out. The same release twice is taken once. A name that no stage waits for is kept.',
    params: z.object({ source: Source }),
    body: z.record(z.string(), z.unknown()),
    answer: { status: 202, shape: Told },
  },
  listReleases: {
    method: 'GET',
    path: '/api/v1/releases',
    summary: 'Releases that programs told of, the latest first, with the stages that each marked live',
    query: z.object({
      ...paging(50, 200),
      state: z.enum(['unmatched', 'matched', 'set_aside']).optional().describe('`unmatched`: no stage, nobody looked'),
    }),
    answer: { status: 200, shape: pageShape(Release) },
  },
  setReleaseAside: {
    method: 'PUT',
    path: '/api/v1/releases/:id/set-aside',
    summary: 'Say that a release concerns no fix, or take that back',
    params: Which,
    body: z.object({ isSetAside: z.boolean() }),
    answer: { status: 204, shape: null },
  },
})
