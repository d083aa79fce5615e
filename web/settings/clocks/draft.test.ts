import { expect, test } from 'vitest'
import { newRegime, newStage, saidIn, whole } from './draft.ts'

test('every stage has a code of its own', () => {
  const first = newStage([], 'decide')
  const second = newStage([first], 'decide')
  expect([first.key, second.key, newStage([first, second], 'decide').key]).toEqual(['decide', 'decide_2', 'decide_3'])
  expect(newRegime('c').stages).toHaveLength(1)
})

test('what is said in one language is said in both, and nothing is nothing', () => {
  const english = saidIn(null, 'en', 'Ombudsman')
  expect(whole(english)).toEqual({ en: 'Ombudsman', ru: 'Ombudsman' })
  expect(whole(saidIn(english, 'ru', 'Омбудсмен'))).toEqual({ en: 'Ombudsman', ru: 'Омбудсмен' })
  expect(saidIn(english, 'en', ' ')).toBeNull()
})
