import { expect, test } from 'vitest'
import { byMessage, bySystem, startSampling, type } from './sampling-for-tests.ts'

const { people, call, send, second, third, late, drawn, units, say, codeAll } = await startSampling()
const { agent, analyst, manager, administrator } = people
const agreement = async (id: string) => (await call(manager, 'readSampleAgreement', { params: { id } })).body

const isInside = ({ low, value, high }: { low: number; value: number; high: number }) => low < value && value < high

test('with three coders all pairs are shown, and Fleiss’ kappa over what all of them coded', async () => {
  const id = await drawn({ size: 12, shared: 12, coders: 3 })
  const answer = (position: number) => (position % 3 === 0 ? byMessage : bySystem)
  await codeAll(analyst, id, answer)
  await codeAll(second, id, (position) => (position === 1 ? byMessage : answer(position)))
  await codeAll(third, id, answer)
  const found = await agreement(id)
  expect(found.pairs.map(({ first, second: other, n }) => [first.name, other.name, n])).toEqual([
    ['Analyst', 'Second', 12],
    ['Analyst', 'Third', 12],
    ['Second', 'Third', 12],
  ])
  expect(found.observed).toMatchObject({ count: 11, n: 12 })
  expect(found.fleiss?.value).toBeCloseTo(found.alpha?.value ?? 0, 1)
  expect(found.reliability).toBe('reliable')
  expect(found.pairs[1]).toMatchObject({ kappa: { value: 1 }, observed: { count: 12, share: 1 } })
})

test('agreement of two has the matrix, kappa, AC1, alpha and classes with their intervals, and who gave what how often', async () => {
  const id = await drawn({ size: 40, shared: 30 })
  await codeAll(analyst, id, (position) => (position % 4 === 0 ? byMessage : bySystem))
  await codeAll(second, id, (position) => (position % 5 === 0 ? byMessage : bySystem))
  const found = await agreement(id)
  const [pair] = found.pairs
  const cells = pair?.matrix.flat().reduce((sum, n) => sum + n, 0)
  expect([found.shared, pair?.n, cells, found.fleiss]).toEqual([30, 30, 30, null])
  expect([found.alpha, found.ac1, pair?.kappa, pair?.ac1].filter((each) => each && isInside(each))).toHaveLength(4)
  expect(found.byClass.find((each) => each.class === 'mismatch')).toMatchObject({ share: null, given: 0, tooFew: true })
  const given = found.prevalence.find(({ coder }) => coder.name === 'Analyst')?.shares
  expect(given?.find((each) => each.class === 'surprise')).toMatchObject({ count: 10, n: 40, share: 0.25 })
  expect(found.gold).toBeNull()
})

/** What one person is told by an address; of the list of samples only this one. */
async function told(who: { headers: Record<string, string> }, url: string, id: string): Promise<string> {
  const { text } = await send({ method: 'GET', url, headers: who.headers })
  if (url !== '/api/v1/samples') return text
  return JSON.stringify(JSON.parse(text).find((each: { id: string }) => each.id === id) ?? text)
}

test('while a sample is coded, nothing tells a coder what another said, the everyday coding, or how far they agree', async () => {
  const id = await drawn({ size: 4, shared: 4 })
  const [complaint = ''] = await units(id)
  const { reference } = (await call(agent, 'readComplaint', { params: { reference: complaint } })).body
  const everyday = { asDesigned: 'no' as const, causeId: late }
  expect((await call(manager, 'codeComplaint', { params: { reference }, body: { primary: everyday } })).status).toBe(
    201,
  )
  await codeAll(analyst, id, () => ({ coding: { asDesigned: 'yes', expected: 'yes', locus: 'missed_information' } }))
  const ways = [
    '',
    '/next',
    '/units/1',
    '/units/2',
    '/units/3',
    '/units/4',
    '/agreement',
    '/differences',
    '/verification',
  ]
  for (const who of [second, manager, administrator, agent]) {
    for (const url of ['/api/v1/samples', ...ways.map((way) => `/api/v1/samples/${id}${way}`)]) {
      const about = await told(who, url, id)
      expect(about, `${who.name} ${url}`).not.toMatch(/mismatch|missed_information|delivery|Tell-tale|AM-/)
      expect(about, `${who.name} ${url}`).not.toMatch(/"(differing|settled)":\d/)
      expect(about, `${who.name} ${url}`).not.toContain(complaint)
    }
  }
})

test('agreement and differences are refused until every coding is in', async () => {
  const id = await drawn({ size: 1, shared: 1 })
  await codeAll(analyst, id, () => bySystem)
  const seen = async () => [
    type(await call(second, 'readSampleAgreement', { params: { id } })),
    type(await call(second, 'listSampleDifferences', { params: { id }, query: {} })),
  ]
  expect(await seen()).toEqual(['409 sample_still_coded', '409 sample_still_coded'])
  await codeAll(second, id, () => byMessage)
  expect(await seen()).toEqual(['200 undefined', '200 undefined'])
})

test('a coding in a sample leaves no trace on the complaint, its history or its everyday codings', async () => {
  const id = await drawn({ size: 1, shared: 1, seed: 99 })
  const [complaint = ''] = await units(id)
  const seen = async () => {
    const params = { reference: complaint }
    const [whole, timeline, codings] = await Promise.all([
      call(second, 'readComplaint', { params }),
      call(second, 'readTimeline', { params }),
      call(second, 'readCodings', { params, query: {} }),
    ])
    return [whole.text, timeline.text, codings.text]
  }
  const before = await seen()
  await say(analyst, id, 1, { coding: { asDesigned: 'no', causeId: late } })
  expect(await seen()).toEqual(before)
})
