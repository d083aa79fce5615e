import { expect, test } from 'vitest'
import { column, startProduct } from '../../../test/setup/product.ts'
import { ensureBranch } from '../../journeys/store.ts'
import { adoptFields } from './adopting.ts'

const { db, people, call, clock } = await startProduct()
const { administrator, agent, manager } = people
const words = (en: string) => ({ en, ru: `${en} по-русски` })
const option = (code: string, retired = false) => ({ code, label: words(code), retired })

const add = (field: object) => call(administrator, 'addField', { body: { label: words('Label'), ...field } as never })
const change = (id: string, body: object) => call(administrator, 'changeField', { params: { id }, body })
const create = (body: object = {}, who: { headers: Record<string, string> } = agent) =>
  call(who, 'createComplaint', { body: { text: 'Something', ...body } })
const read = async (reference: string) => (await call(agent, 'readComplaint', { params: { reference } })).body
const edit = (reference: string, fields: object, ifMatch?: number) =>
  call(agent, 'classifyComplaint', { params: { reference }, body: { fields } as never, ...(ifMatch && { ifMatch }) })
const events = async (reference: string) => (await call(agent, 'readTimeline', { params: { reference } })).body
const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
const found = (key: string) =>
  column<string>(
    db,
    `select v.value from complaint_field_values v join field_definitions f on f.id = v.field_id where f.key = '${key}' order by v.value`,
  )
const { key: program } = (await call(administrator, 'createKey', { body: { name: 'shop', role: 'agent' } })).body
const shop = { headers: { authorization: `Bearer ${program}` } }

await add({ key: 'order', kind: 'text', label: words('Order') })
const wish = (await add({ key: 'wish', kind: 'one_of', options: [option('refund'), option('exchange')] })).body
await add({ key: 'amount', kind: 'number' })

test('a field is defined once; one to choose from has options, another has none', async () => {
  expect(type(await add({ key: 'order', kind: 'number' }))).toBe('409 field_known')
  expect(type(await add({ key: 'none', kind: 'one_of' }))).toBe('400 options_needed')
  expect(type(await add({ key: 'none', kind: 'text', options: [option('a')] }))).toBe('400 options_unfit')
  expect((await add({ key: 'a=b', kind: 'text' })).body.errors).toMatchObject([{ field: 'key' }])
  expect((await add({ key: 'none', kind: 'text', label: { en: '', ru: '' } })).body.errors).toMatchObject([
    { field: 'label' },
  ])
  expect((await add({ key: 'only_russian', kind: 'text', label: { ru: 'Поле' } })).body.label).toEqual({
    en: 'Поле',
    ru: 'Поле',
  })
})

test('values come with a new complaint, in the kind of their field', async () => {
  const created = await create({ fields: { order: ' AB-17 ', amount: 12.5, wish: 'refund', branch: 'North' } })
  expect(created.body.unknownFields).toEqual(['branch'])
  expect((await read(created.body.reference)).fields).toEqual({
    order: 'AB-17',
    amount: 12.5,
    wish: 'refund',
    branch: 'North',
  })
  expect(await found('order')).toEqual(['ab-17'])
})

test('a value that is not of its field’s kind is refused, and named', async () => {
  const answer = await create({ fields: { amount: 'many', wish: 'money', order: 'x' } })
  expect(type(answer)).toBe('400 fields_invalid')
  expect(answer.body.errors).toEqual([
    { field: 'fields.amount', message: 'A number is expected.' },
    { field: 'fields.wish', message: 'Choose one of the options of this field.' },
  ])
})

test('fields are set, changed and cleared, each with an event without the value; what changes nothing is none', async () => {
  const { reference } = (await create()).body
  await edit(reference, { order: 'A-1', amount: 5 })
  await edit(reference, { order: 'A-1', amount: null })
  expect((await read(reference)).fields).toEqual({ order: 'A-1' })
  const told = await events(reference)
  expect(told.map(({ kind }) => kind)).toEqual(['received', 'field_set', 'field_set', 'field_cleared'])
  expect(Object.values(told[1]?.names ?? {})).toEqual(['Order'])
  expect(JSON.stringify(told)).not.toContain('A-1')
})

test('an edit names every key that no field has, and changes nothing', async () => {
  const { reference } = (await create()).body
  const answer = await edit(reference, { order: 'A-2', oder: 'A-2' })
  expect(type(answer)).toBe('400 fields_invalid')
  expect(answer.body.errors).toMatchObject([{ field: 'fields.oder' }])
  expect((await read(reference)).fields).toEqual({})
})

test('an edit of fields that is based on an older version is refused', async () => {
  const { reference } = (await create()).body
  await edit(reference, { order: 'A-3' })
  expect(type(await edit(reference, { order: 'A-4' }, 1))).toBe('412 stale')
  expect((await read(reference)).fields).toEqual({ order: 'A-3' })
})

test('what must be known at intake is asked of us, never of programs', async () => {
  const { id } = (await add({ key: 'branch_code', kind: 'text', label: words('Branch'), requiredAt: 'intake' })).body
  const refused = await create()
  expect(type(refused)).toBe('422 fields_required_intake')
  expect(refused.body).toMatchObject({ detail: 'Fill in first: Branch.', errors: [{ field: 'fields.branch_code' }] })
  expect((await create({}, shop)).status).toBe(201)
  expect((await create({ fields: { branch_code: 'N1' } })).status).toBe(201)
  await change(id, { retired: true })
  expect((await create()).status).toBe(201)
})

test('what must be known before closing or coding keeps a complaint of its product from it, until it is', async () => {
  const productId = (await ensureBranch(db, 'products', ['Cards', 'Debit'])) ?? ''
  const cards = (await ensureBranch(db, 'products', ['Cards'])) ?? ''
  const fields = [
    await add({ key: 'outcome', kind: 'text', label: words('Outcome'), requiredAt: 'closing', productIds: [cards] }),
    await add({ key: 'proof', kind: 'yes_no', label: words('Proof'), requiredAt: 'coding', productIds: [cards] }),
  ]
  const about = (await create({ productId })).body.reference
  const other = (await create()).body.reference
  const close = (reference: string) =>
    call(manager, 'closeComplaint', {
      params: { reference },
      body: { closure: 'solved', customerWords: 'It works.', channel: 'phone' },
    })
  const code = (reference: string) =>
    call(agent, 'codeComplaint', {
      params: { reference },
      body: { pass: 1, primary: { asDesigned: 'unknown' }, contributing: [] } as never,
    })
  expect(type(await close(about))).toBe('422 fields_required_closing')
  expect(type(await code(about))).toBe('422 fields_required_coding')
  expect((await close(other)).status).toBe(200)
  await edit(about, { outcome: 'Paid back', proof: false })
  expect((await code(about)).status).toBe(201)
  expect((await close(about)).body.closure).toBe('solved')
  for (const { body } of fields) await change(body.id, { retired: true })
})

test('an option that is taken away is retired: complaints keep it', async () => {
  const { reference } = (await create({ fields: { wish: 'exchange' } })).body
  const changed = (await change(wish.id, { options: [option('refund'), option('repair')] })).body
  expect(changed.options.map(({ code, retired }) => [code, retired])).toEqual([
    ['refund', false],
    ['repair', false],
    ['exchange', true],
  ])
  expect((await read(reference)).fields).toEqual({ wish: 'exchange' })
  expect(type(await change(wish.id, { options: [option('refund', true), option('repair', true)] }))).toBe(
    '400 options_needed',
  )
})

test('values that were there before the field was defined are read into its kind, or stay as they are', async () => {
  const [readable, odd] = [
    await create({ fields: { 'Сумма, руб.': '1 234,50' } }, shop),
    await create({ fields: { 'Сумма, руб.': 'много' } }, shop),
  ].map(({ body }) => body.reference)
  const names = (await call(administrator, 'listFoundNames')).body
  expect(names.find(({ key }) => key === 'Сумма, руб.')).toEqual({
    key: 'Сумма, руб.',
    complaints: 2,
    examples: ['1 234,50', 'много'],
  })
  expect((await add({ key: 'Сумма, руб.', kind: 'number' })).body.reading).toBe(true)
  await adoptFields(db, () => clock.now())
  expect((await read(readable ?? '')).fields).toEqual({ 'Сумма, руб.': 1234.5 })
  expect((await read(odd ?? '')).fields).toEqual({ 'Сумма, руб.': 'много' })
  expect((await read(readable ?? '')).version).toBe(1)
  expect(await found('Сумма, руб.')).toEqual(['1234.5'])
  expect(await adoptFields(db, () => clock.now())).toBe(0)
  expect((await call(agent, 'listFields')).body.every(({ reading }) => !reading)).toBe(true)
})

test('the causes report counts only complaints with a value, or a tag, when asked', async () => {
  const { reference } = (await create({ fields: { order: 'Counted' } })).body
  await call(agent, 'tagComplaint', { params: { reference }, body: { add: ['counted'] } })
  const [tag] = (await call(agent, 'listTags')).body
  const total = async (query: object) =>
    (await call(agent, 'reportCauses', { query: { from: '2026-03-01', to: '2026-03-31', ...query } })).body.total.count
  expect(await total({})).toBeGreaterThan(1)
  expect(await total({ field: 'order=counted' })).toBe(1)
  expect(await total({ tag: tag?.id ?? '' })).toBe(1)
  expect(await total({ tag: `-${tag?.id}`, field: 'order=counted' })).toBe(0)
})

test('routing looks at fields', async () => {
  const rule = {
    name: 'Large sums',
    active: true,
    conditions: {
      fields: [
        { key: 'wish', anyOf: ['refund'] },
        { key: 'amount', from: '100' },
      ],
    },
    toPersonId: manager.id,
    toTeamId: null,
  }
  const routing = (await call(administrator, 'readRoutingRules')).body
  await call(administrator, 'replaceRoutingRules', {
    body: { rules: [rule], lastResortId: routing.lastResortId, updateWithinHours: 24 },
  })
  const ownerOf = async (fields: object) => (await create({ fields })).body.owner.name
  expect(await ownerOf({ wish: 'refund', amount: 100 })).toBe('Manager')
  expect(await ownerOf({ wish: 'refund', amount: 99 })).toBe('Agent')
  expect(await ownerOf({ wish: 'repair', amount: 500 })).toBe('Agent')
  expect(await ownerOf({ amount: 500 })).toBe('Agent')
})

test('fields stand in the order they are put into', async () => {
  const before = (await call(agent, 'listFields')).body.map(({ id }) => id)
  const after = await call(administrator, 'orderFields', { body: { ids: [...before].reverse() } })
  expect(after.body.map(({ id }) => id)).toEqual([...before].reverse())
})
