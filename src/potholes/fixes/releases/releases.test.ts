import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { startProduct } from '../../../../test/setup/product.ts'
import { ensureBranch } from '../../../journeys/store.ts'
import { createApiKey } from '../../../people/api-keys.ts'
import { keysOf, readTold, type ReleaseSource } from './rules.ts'
import { isSigned } from './signature.ts'

const { db, people, call, clock, send } = await startProduct()
const { manager, agent, administrator } = people
const parcels = (await ensureBranch(db, 'products', ['Parcels'])) ?? ''
const complaint = { channel: 'phone', receivedAt: '2026-02-03T10:00:00Z', productId: parcels, text: 'It came late.' }
await call(agent, 'createComplaint', { body: complaint } as never)

const beforeAny = (await call(administrator, 'readReleaseHook', {})).body

const agreeFix = async (...releases: string[]) => {
  const pothole = {
    name: 'Late',
    statement: 'Left behind.',
    ownerId: manager.id,
    dueOn: '2026-06-01',
    rule: { product: parcels },
  }
  const { id } = (await call(manager, 'openPothole', { body: pothole })).body
  const body = {
    name: 'A second run',
    change: 'Sorted twice.',
    doneById: agent.id,
    expectedRatio: 0.5,
    expectedBy: '2026-06-30',
    baseline: { from: '2026-01-05', to: '2026-03-01' },
    stages: releases.map((releasedAs) => ({ place: `With ${releasedAs}`, plannedOn: '2026-03-10', releasedAs })),
  }
  const draft = await call(manager, 'draftFix', { params: { id }, body })
  const agreed = await call(manager, 'agreeFix', { params: { id: draft.body.id } })
  expect(agreed.status).toBe(201)
  return agreed.body
}
const secret = async () => (await call(administrator, 'renewReleaseSecret', {})).body.secret ?? ''
const tell = async (source: ReleaseSource, message: object, headers: Record<string, string> = {}) => {
  const payload = JSON.stringify(message, null, 1)
  const sent = await send({
    method: 'POST',
    url: `/api/v1/release-hook/${source}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  })
  return { status: sent.status, body: JSON.parse(sent.text) as Record<string, unknown> }
}
const signedWith = (key: string, message: object, header = 'x-hub-signature-256') => ({
  [header]: `sha256=${createHmac('sha256', key)
    .update(JSON.stringify(message, null, 1))
    .digest('hex')}`,
})
const fixNow = async (id: string) => (await call(manager, 'readFix', { params: { id } })).body
const published = (tag: string, more: object = {}) => ({
  action: 'published',
  release: {
    tag_name: tag,
    name: `Release ${tag}`,
    published_at: '2026-03-02T08:00:00Z',
    html_url: 'https://example.com/r',
    ...more,
  },
  repository: { full_name: 'parcels/shop' },
})

test('a signed release of GitHub marks the stage live that waits for it, and the same again changes nothing', async () => {
  const fix = await agreeFix('4.0.0', '4.1.0')
  const message = published('v4.0.0')
  const headers = signedWith(await secret(), message)
  expect(await tell('github', message, headers)).toEqual({
    status: 202,
    body: { became: 'marked_live', release: 'v4.0.0', stages: [{ fixId: fix.id, number: 1 }] },
  })
  const found = await fixNow(fix.id)
  expect(found).toMatchObject({
    state: 'rolling_out',
    stages: [{ liveOn: '2026-03-02', marked: { how: 'release', by: 'v4.0.0' } }, { liveOn: null }],
  })
  expect((await tell('github', message, headers)).body).toMatchObject({ became: 'known', stages: [] })
  expect(await fixNow(fix.id)).toEqual(found)
})

test('a release whose day is no day we could write is live when it is told', async () => {
  const message = { release: 'Of old', on: '-271821-04-20T00:00:00Z' }
  const { status, body } = await tell('generic', message, signedWith(await secret(), message))
  expect([status, body]).toEqual([202, { became: 'kept', release: 'Of old', stages: [] }])
})

test('what is not signed with the secret of today is refused and leaves nothing', async () => {
  const message = { release: 'unsigned' }
  const old = signedWith(await secret(), message)
  const current = await secret()
  for (const headers of [{}, old, { 'x-hub-signature-256': 'sha256=00' }, signedWith(current, { release: 'other' })]) {
    const { status, body } = await tell('generic', message, headers)
    expect([status, String(body.type)]).toEqual([401, expect.stringContaining('release_unsigned')])
  }
  const { body } = await call(manager, 'listReleases', { query: { limit: 200 } })
  expect(body.items.map(({ name }) => name)).not.toContain('unsigned')
  expect((await tell('generic', message, signedWith(current, message, 'x-hub-signature'))).status).toBe(202)
})

test('an API key that may mark stages live tells without a signature; another key may not', async () => {
  const { key } = await createApiKey(db, { name: 'Train', role: 'manager' }, clock.now())
  const { key: reader } = await createApiKey(db, { name: 'Reader', role: 'analyst' }, clock.now())
  const bearer = (of: string) => ({ authorization: `Bearer ${of}` })
  expect((await tell('generic', { release: 'by-key' }, bearer(key))).status).toBe(202)
  expect((await tell('generic', { release: 'by-reader' }, bearer(reader))).status).toBe(401)
})

test('a name that no stage waits for is kept and shown until a person has looked', async () => {
  const message = { release: 'Autumn 7', project: 'shop', on: '2026-02-01', url: 'https://example.com/7' }
  const { body } = await tell('generic', message, signedWith(await secret(), message))
  expect(body).toEqual({ became: 'kept', release: 'Autumn 7', stages: [] })
  const unmatched = async () => (await call(manager, 'listReleases', { query: { state: 'unmatched' } })).body.items
  const kept = (await unmatched()).find(({ name }) => name === 'Autumn 7')
  expect(kept).toMatchObject({
    project: 'shop',
    liveOn: '2026-02-01',
    url: 'https://example.com/7',
    setAside: null,
    stages: [],
  })
  const id = kept?.id ?? ''
  expect((await call(manager, 'setReleaseAside', { params: { id }, body: { isSetAside: true } })).status).toBe(204)
  expect((await unmatched()).map(({ name }) => name)).not.toContain('Autumn 7')
  await call(manager, 'setReleaseAside', { params: { id }, body: { isSetAside: false } })
  const fix = await agreeFix('another')
  await call(manager, 'markStageLive', { params: { id: fix.id, number: 1 }, body: { releasedAs: 'autumn  7' } })
  const { body: matched } = await call(manager, 'listReleases', { query: { state: 'matched' } })
  expect(matched.items.find((each) => each.id === id)?.stages).toMatchObject([{ fixId: fix.id, number: 1 }])
})

test('what went live before a fix was agreed proves nothing for it, and is only kept', async () => {
  const fix = await agreeFix('early')
  const message = { release: 'early', on: '2026-03-01' }
  expect((await tell('generic', message, signedWith(await secret(), message))).body.became).toBe('kept')
  expect((await fixNow(fix.id)).state).toBe('waiting')
})

test('one release marks the stages of every fix that waits for it, but of none that was dropped', async () => {
  const [one, other, dropped] = [await agreeFix('9.0'), await agreeFix('v9.0'), await agreeFix('9.0')]
  await call(manager, 'dropFix', { params: { id: dropped.id }, body: { reason: 'Not needed.' } })
  const message = { release: ' V9.0 ' }
  const { body } = await tell('generic', message, signedWith(await secret(), message))
  expect((body.stages as { fixId: string }[]).map(({ fixId }) => fixId).sort()).toEqual([one.id, other.id].sort())
})

test('a message that is no JSON or names no release says what to do', async () => {
  const key = await secret()
  const unnamed = await tell('generic', { project: 'shop' }, signedWith(key, { project: 'shop' }))
  expect([unnamed.status, unnamed.body.type]).toEqual([400, expect.stringContaining('release_unnamed')])
  const sent = await send({
    method: 'POST',
    url: '/api/v1/release-hook/generic',
    headers: { 'content-type': 'application/json' },
    payload: '{ "release": ',
  })
  expect([sent.status, sent.text]).toEqual([400, expect.stringContaining('release_unreadable')])
})

test('only administrators see the secret; there is none before it was made, and each new one is another', async () => {
  expect((await call(manager, 'readReleaseHook', {})).status).toBe(403)
  expect(beforeAny).toMatchObject({ secret: null, madeAt: null })
  expect(beforeAny.addresses.github).toMatch(/^https?:\/\/.+\/api\/v1\/release-hook\/github$/)
  const first = await secret()
  expect(first).toHaveLength(43)
  expect((await call(administrator, 'readReleaseHook', {})).body).toMatchObject({
    secret: first,
    madeBy: { id: administrator.id },
  })
  expect(await secret()).not.toBe(first)
})

const done = {
  webhookEvent: 'jira:issue_updated',
  changelog: { items: [{ field: 'status' }] },
  issue: { key: 'SHOP-12', fields: { status: { statusCategory: { key: 'done' } }, project: { key: 'SHOP' } } },
}
test.each([
  ['github', published('v1.2'), ['v1.2', 'Release v1.2']],
  ['github', { ...published('v1.2'), action: 'created' }, null],
  ['github', published('v1.2', { prerelease: true }), null],
  ['github', published('v1.2', { draft: true }), null],
  ['github', { zen: 'Keep it logically awesome.' }, null],
  ['jira', { webhookEvent: 'jira:version_released', version: { name: 'Spring', projectId: 1 } }, ['Spring']],
  ['jira', { webhookEvent: 'jira:version_created', version: { name: 'Spring' } }, null],
  ['jira', done, ['SHOP-12']],
  ['jira', { ...done, changelog: { items: [{ field: 'assignee' }] } }, null],
  ['jira', { ...done, issue: { ...done.issue, fields: { status: { statusCategory: { key: 'new' } } } } }, null],
  ['generic', { release: 7 }, ['7']],
  ['generic', { release: '  ' }, null],
] as const)('%s: only what went live is a release (%#)', (source, message, names) => {
  expect(readTold(source, message as never)?.names ?? null).toEqual(names)
})

test('names meet whatever the case, the spaces and the v before a number', () => {
  const told = { project: '', names: ['V2.4', '2.4', 'Release  2.4', 'vita'], liveOn: null, url: null }
  expect(keysOf(told)).toEqual(['2.4', 'release 2.4', 'vita'])
})

test('a link that is none of the web is not kept', () => {
  expect(readTold('generic', { release: 'x', url: 'javascript:alert(1)' })?.url).toBeNull()
})

// The example of GitHub's documentation.
test('signatures are those of GitHub', () => {
  const header = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  expect(isSigned(Buffer.from('Hello, World!'), header, "It's a Secret to Everybody")).toBe(true)
  expect(isSigned(Buffer.from('Hello, World?'), header, "It's a Secret to Everybody")).toBe(false)
})
