import { expect, test } from 'vitest'
import { column, startProduct } from '../../test/setup/product.ts'

const { db, people, call } = await startProduct()
const { analyst, administrator, agent } = people

const words = (text: string) => ({ en: text, ru: text })
const late = { code: 'late', class: 'delivery' as const, locus: 'system', name: words('Late') }
const fee = { code: 'hidden-fee', class: 'surprise' as const, locus: 'message', name: words('Hidden fee') }
const read = async () => (await call(agent, 'readTaxonomy')).body
const replace = (causes: object[], basedOn: number, who = analyst) =>
  call(who, 'replaceTaxonomy', { body: { basedOn, note: 'Change', causes: causes as never } })
const type = (answer: { status: number; body: { type?: string } }) =>
  `${answer.status} ${answer.body.type?.split(':').at(-1)}`
const current = async () => (await read()).version

test('a company begins with the two questions and no named cause', async () => {
  expect(await read()).toMatchObject({ version: 1, causes: [] })
})

test('every change makes a version that says who, when and how many', async () => {
  expect((await replace([late, fee], 1)).body).toMatchObject({
    version: 2,
    causes: [{ code: 'late', retired: false }, { code: 'hidden-fee' }],
  })
  expect((await call(agent, 'listTaxonomyVersions')).body).toMatchObject([
    { version: 2, createdBy: 'Analyst', note: 'Change', causes: 2, createdAt: '2026-03-02T09:00:00.000Z' },
    { version: 1, createdBy: null, causes: 0 },
  ])
})

test('who changed an older version is told that it is stale', async () => {
  const answer = await replace([late], 1)
  expect(type(answer)).toBe('412 taxonomy_stale')
  expect(type(await replace([late], 99))).toBe('412 taxonomy_stale')
  expect((await read()).causes).toHaveLength(2)
})

test('of two who change the same version at once one is told to look again', async () => {
  const basedOn = await current()
  const answers = await Promise.all([
    replace([late, fee], basedOn),
    replace([fee, late], basedOn, administrator),
    replace([late, fee], basedOn),
  ])
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412])
})

test('a cause keeps class and locus, and may be named anew', async () => {
  const basedOn = await current()
  expect(type(await replace([{ ...late, class: 'surprise', locus: 'process' }, fee], basedOn))).toBe(
    '409 cause_class_fixed',
  )
  expect(type(await replace([{ ...late, locus: 'partner' }, fee], basedOn))).toBe('409 cause_class_fixed')
  const renamed = { ...late, name: words('Too late'), definition: { en: 'After the day we named' } }
  const { body } = await replace([renamed, fee], basedOn)
  expect(body.causes[0]).toMatchObject({
    code: 'late',
    name: words('Too late'),
    definition: { en: 'After the day we named' },
  })
})

test('a cause that is left out is retired, stays for what was coded with it, and may come back', async () => {
  const id = (await read()).causes[0]?.id ?? ''
  const { body: complaint } = await call(agent, 'createComplaint', { body: { text: 'Late' } })
  const code = () =>
    call(analyst, 'codeComplaint', {
      params: { reference: complaint.reference },
      body: { pass: 1, primary: { asDesigned: 'no', causeId: id } },
    })
  await code()
  const retired = (await replace([fee], await current())).body.causes
  expect(retired.map((cause) => [cause.code, cause.retired])).toEqual([
    ['hidden-fee', false],
    ['late', true],
  ])
  expect(type(await code())).toBe('422 no_such_reference')
  const [coding] = (await call(analyst, 'readCodings', { params: { reference: complaint.reference } })).body
  expect(coding?.cause?.id).toBe(id)
  const back = (await replace([late, fee], await current())).body.causes
  expect(back.map((cause) => [cause.code, cause.retired, cause.code === 'late' && cause.id])).toEqual([
    ['late', false, id],
    ['hidden-fee', false, false],
  ])
})

test.each([
  ['a code that stands twice', [late, late], '400 cause_code_twice'],
  ['a locus of another class', [{ ...late, locus: 'message' }], '400 locus_not_of_class'],
  ['a code with capitals', [{ ...late, code: 'Late' }], '400 fields_invalid'],
  ['a class that is no cause', [{ ...late, class: 'unknown' }], '400 fields_invalid'],
  ['a name in one language only', [{ ...late, name: { en: 'Late' } }], '400 fields_invalid'],
  ['an empty name', [{ ...late, name: words(' ') }], '400 fields_invalid'],
])('%s changes nothing', async (_name, causes, refusal) => {
  const before = await read()
  expect(type(await replace(causes, before.version))).toBe(refusal)
  expect(await read()).toEqual(before)
})

test('every version is kept whole', async () => {
  const version = await current()
  expect(await column(db, 'select count(*) from taxonomy_versions')).toEqual([version])
  const [causes] = await column<{ code: string }[]>(db, 'select causes from taxonomy_versions where version = 2')
  expect(causes?.map((cause) => cause.code)).toEqual(['late', 'hidden-fee'])
})
