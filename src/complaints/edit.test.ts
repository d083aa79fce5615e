import { expect, test } from 'vitest'
import { contracts } from '../contracts.ts'
import { requestOf, startProduct } from '../../test/setup/product.ts'
import { ensureBranch } from '../journeys/store.ts'

const { db, people, call, send, clock } = await startProduct()
const { agent, administrator, analyst, manager, executive } = people
const products = await Promise.all(
  ['Cards', 'Loans', 'Savings'].map(async (name) => (await ensureBranch(db, 'products', [name])) ?? ''),
)
const [productId = ''] = products

const create = async () => (await call(agent, 'createComplaint', { body: { text: 'Something' } })).body.reference
const read = (reference: string) => call(agent, 'readComplaint', { params: { reference } })
const classify = (reference: string, body: object, ifMatch?: number) =>
  call(agent, 'classifyComplaint', { params: { reference }, body, ifMatch })
/** The same edit with the header as it is written here. */
const withHeader = (reference: string, ifMatch: string) =>
  call(agent, 'classifyComplaint', {
    params: { reference },
    body: { productId },
    headers: { 'if-match': ifMatch },
  } as never)
const later = () => new Date(clock.now().getTime() + 86_400_000).toISOString()

test('a complaint tells its version in the body and as its ETag, and an edit answers with the next', async () => {
  const reference = await create()
  const before = await read(reference)
  expect([before.body.version, before.headers.etag]).toEqual([1, '"1"'])
  const after = await classify(reference, { productId }, 1)
  expect([after.status, after.body.version, after.headers.etag]).toEqual([200, 2, '"2"'])
})

test('a stale edit is refused, told the version there is, and overwrites nothing', async () => {
  const reference = await create()
  await classify(reference, { productId })
  const stale = await classify(reference, { productId: null, nextUpdateDue: later() }, 1)
  expect([stale.status, stale.headers['content-type']]).toEqual([412, 'application/problem+json'])
  expect(stale.body).toMatchObject({ type: 'urn:amends:problem:stale', status: 412, version: 2 })
  expect((await read(reference)).body).toMatchObject({ version: 2, product: { id: productId } })
})

test('of edits of one version at the same moment one gets through, and it is the one that is kept', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const reference = await create()
    const answers = await Promise.all(products.map((id) => classify(reference, { productId: id }, 1)))
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412, 412])
    const won = answers.findIndex(({ status }) => status === 200)
    expect((await read(reference)).body).toMatchObject({ version: 2, product: { id: products[won] } })
  }
})

test.each([
  ['nothing said', undefined, 200],
  ['any version', '*', 200],
  ['the version among others', '"7", "1"', 200],
  ['a version that a proxy marked as weak', 'W/"1"', 200],
  ['another version', '"2"', 412],
  ['something that was never a version', '"abc"', 412],
])('If-Match: %s', async (_name, ifMatch, status) => {
  const reference = await create()
  const answer = ifMatch === undefined ? await classify(reference, { productId }) : await withHeader(reference, ifMatch)
  expect(answer.status).toBe(status)
})

test.each(['1', '', '"1', '"1" "2"', '*, "1"', "'1'"])(
  'If-Match written as <%s> is refused by its name',
  async (given) => {
    const reference = await create()
    const answer = await withHeader(reference, given)
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'if-match'])
    expect((await read(reference)).body.version).toBe(1)
  },
)

test('who has the version already is told so without the complaint', async () => {
  const reference = await create()
  const again = (tags: string) =>
    call(agent, 'readComplaint', { params: { reference }, headers: { 'if-none-match': tags } } as never)
  const same = await again('"1"')
  expect([same.status, same.text, same.headers.etag]).toEqual([304, '', '"1"'])
  await classify(reference, { productId })
  const changed = await again('"1"')
  expect([changed.status, changed.body.version]).toEqual([200, 2])
})

const edits = {
  classifyComplaint: [agent, { body: { nextUpdateDue: later() } }],
  addMessage: [agent, { body: { direction: 'note', channel: 'phone', text: 'Rang' } }],
  offerHandover: [agent, { body: { toId: manager.id } }],
  closeComplaint: [agent, { body: { closure: 'withdrawn', customerWords: 'Never mind', channel: 'phone' } }],
  escalateComplaint: [agent, { body: { managerId: manager.id, why: 'They ask for a manager' } }],
  signNoPothole: [manager, { body: { reason: 'One of a kind, looked at' } }],
  codeComplaint: [analyst, { body: { primary: { asDesigned: 'no' } } }],
} as const

test.each(Object.keys(edits) as (keyof typeof edits)[])('%s holds to the version it is based on', async (operation) => {
  const reference = await create()
  const [who, input] = edits[operation]
  const edit = (ifMatch: number) => call(who, operation, { ...input, params: { reference }, ifMatch } as never)
  expect(await edit(9)).toMatchObject({ status: 412, body: { version: 1 } })
  expect((await read(reference)).body.version).toBe(1)
  expect((await edit(1)).status).toBeLessThan(300)
})

test('answering a handover and reopening hold to the version they are based on', async () => {
  const reference = await create()
  const offered = await call(agent, 'offerHandover', { params: { reference }, body: { toId: executive.id } })
  const answer = (ifMatch: number) => {
    const params = { reference, id: offered.body.id }
    return call(executive, 'answerHandover', { params, body: { answer: 'accepted' }, ifMatch })
  }
  expect([(await answer(1)).status, (await answer(2)).headers.etag]).toEqual([412, '"3"'])
  await call(agent, 'closeComplaint', { params: { reference }, ...edits.closeComplaint[1] })
  const reopen = (ifMatch: number) =>
    call(agent, 'reopenComplaint', { params: { reference }, query: { reason: 'They rang again' }, ifMatch })
  expect([(await reopen(3)).status, (await reopen(4)).headers.etag]).toEqual([412, '"5"'])
})

test('routing rules, the taxonomy and a person are not overwritten by a stale edit either', async () => {
  const routing = (await call(administrator, 'readRoutingRules')).body
  const { version, ...body } = routing
  const route = (hours: number) =>
    call(administrator, 'replaceRoutingRules', { body: { ...body, updateWithinHours: hours }, ifMatch: version })
  const routed = await Promise.all([24, 48].map(route))
  expect(routed.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
  const kept = await call(administrator, 'readRoutingRules')
  expect(routed.find(({ status }) => status === 412)?.body.version).toBe(kept.body.version)
  expect(kept.headers.etag).toBe(`"${kept.body.version}"`)

  const person = (await call(administrator, 'listPeople')).body.items.find(({ id }) => id === analyst.id)
  const rename = (name: string) =>
    call(administrator, 'changePerson', { params: { id: analyst.id }, body: { name }, ifMatch: person?.version })
  const renamed = await Promise.all(['Ada', 'Bea'].map(rename))
  expect(renamed.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])

  const taxonomy = await call(analyst, 'readTaxonomy')
  expect(taxonomy.headers.etag).toBe(`"${taxonomy.body.version}"`)
  const change = { basedOn: taxonomy.body.version, note: 'Another', causes: [] }
  const wrong = await call(analyst, 'replaceTaxonomy', { body: change, ifMatch: taxonomy.body.version + 1 })
  expect(wrong).toMatchObject({ status: 412, body: { version: taxonomy.body.version } })
})

test('an operation that cannot hold to a version says so instead of reading over it', async () => {
  const request = requestOf(contracts.createComplaint, agent, { body: { text: 'Something' }, ifMatch: 1 })
  const { status, text } = await send(request)
  expect([status, JSON.parse(text).errors[0].field]).toEqual([400, 'if-match'])
})
