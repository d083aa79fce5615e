import { eld } from 'eld/extrasmall'
import { expect, test } from 'vitest'
import { guessByNgrams } from './ngrams.ts'

// After an update of eld this says whether its database is still written the way we read it.
test.each([
  'My order number 4411 came broken, and it’s the second time.',
  "Qui a dit que l'abonnement d'un an n'était pas remboursable ?",
  'Zwrot pieniędzy miał przyjść w zeszłym tygodniu, a nadal go nie ma.',
  'Посылка так и не пришла, деньги списаны.',
  'لم يصل الطرد ولا أحد يرد على الهاتف',
  'पार्सल अभी तक नहीं आया और कोई फोन नहीं उठाता',
  'Gói hàng chưa đến và không ai trả lời điện thoại',
  '{braces}, "quotes" and \'apostrophes\' \\ in between',
])('the shared database gives the scores of the package: %s', (text) => {
  const theirs = Object.entries(eld.detect(text).getScores())
  const [first, second] = theirs
  expect(guessByNgrams(text)).toEqual({
    language: first?.[0],
    lead: (first?.[1] ?? 0) - (second?.[1] ?? 0),
    plausible: eld.detect(text).isReliable(),
  })
})

test('a guess can be limited to some languages', () => {
  const text = 'Quero cancelar a assinatura.'
  expect(guessByNgrams(text, new Set(['pt', 'en']))?.language).toBe('pt')
  expect(guessByNgrams(text, new Set(['ru']))).toBeNull()
})

test('a text without letters gives no guess', () => {
  expect(guessByNgrams('12345')).toBeNull()
})
