import { expect, test } from 'vitest'
import { bodyOf, draftOf } from './draft.ts'
import type { ServicePromise } from './names.ts'

const promise: ServicePromise = {
  id: '00000000-0000-4000-8000-000000000001',
  version: 3,
  kind: 'contract',
  text: { en: null, ru: 'За два дня' },
  saidWhere: 'п. 4',
  conditions: null,
  indicator: 'Days',
  threshold: 0.957,
  remedy: null,
  owner: { id: '00000000-0000-4000-8000-000000000002', name: 'Ada', active: true },
  validFrom: '2026-01-01',
  validTo: null,
  productIds: ['00000000-0000-4000-8000-000000000003'],
  stepIds: [],
  changedAt: '2026-01-01T00:00:00.000Z',
  changedBy: null,
  state: 'in_force',
  findings: [],
  readings: [],
}

test('a promise that is opened and saved unchanged says the same, its threshold as it was', () => {
  expect(bodyOf(draftOf(promise, '2026-03-02'))).toEqual({
    kind: 'contract',
    text: { en: '', ru: 'За два дня' },
    saidWhere: 'п. 4',
    conditions: '',
    indicator: 'Days',
    threshold: 0.957,
    remedy: '',
    ownerId: '00000000-0000-4000-8000-000000000002',
    validFrom: '2026-01-01',
    validTo: null,
    productIds: ['00000000-0000-4000-8000-000000000003'],
    stepIds: [],
  })
})

test('a new promise holds from today, and an empty threshold is none', () => {
  const body = bodyOf(draftOf(null, '2026-03-02'))
  expect([body.validFrom, body.threshold, body.ownerId]).toEqual(['2026-03-02', null, null])
})
