import { expect, test } from 'vitest'
import { workloadDays } from './period.ts'

const month = (start: string, count: number) => ({ month: start, count, coded: 0 })

test('while complaints come in, the last thirteen weeks are shown', () => {
  const extent = { newest: '2026-03-14', months: [month('2026-03-01', 5)] }
  expect(workloadDays(extent, '2026-03-15')).toEqual({ from: '2025-12-15', to: '2026-03-15' })
})

test('of old complaints, those up to the last month with work to speak of', () => {
  const months = [month('2019-04-01', 1309), month('2019-06-01', 418), month('2021-10-01', 1)]
  expect(workloadDays({ newest: '2021-10-02', months }, '2026-03-15')).toEqual({ from: '2019-04-01', to: '2019-06-30' })
})
