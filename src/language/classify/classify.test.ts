import { describe, expect, test } from 'vitest'
import { drawsFrom } from '../../stats/draws.ts'
import { probabilitiesOf, softmax } from './classifier.ts'
import { featuresOf, places } from './features.ts'
import { fitTemperature } from './temperature.ts'
import { type Example, train, type Trained } from './train.ts'

const english = {
  late: ['The parcel came three days late', 'My delivery was late again', 'Late parcel, nobody delivered on the day'],
  fee: ['You charged a fee I never knew of', 'A hidden fee was charged', 'Charged fees that no leaflet mentions'],
}
const russian = {
  late: ['Посылка пришла с опозданием', 'Доставка опоздала снова', 'Посылку доставили с большим опозданием'],
  fee: [
    'С меня списали скрытую комиссию',
    'Списана комиссия, о которой не сказали',
    'Комиссию списали без предупреждения',
  ],
}
const examplesOf = (texts: Record<string, string[]>, times = 8): Example[] =>
  Object.entries(texts).flatMap(([label, own]) =>
    Array.from({ length: times }, (_, at) => ({
      features: featuresOf({ words: own[at % own.length] ?? '', facts: [] }),
      label,
    })),
  )

/** Learns to the end, and how many times somebody else could have had a turn. */
function learn(examples: Example[], seed = 1): Trained & { turns: number } {
  const learning = train(examples, { random: drawsFrom(seed) })
  for (let turns = 0; ; turns++) {
    const step = learning.next()
    if (step.done) return { ...step.value, turns }
  }
}

function saidOf({ classifier }: Trained, words: string, facts: string[] = []): string | undefined {
  const probabilities = probabilitiesOf(classifier, featuresOf({ words, facts }))
  return classifier.labels[probabilities.indexOf(Math.max(...probabilities))]
}

describe('features', () => {
  test('forms of a word are one, in English and in Russian', () => {
    const at = (words: string) => [...featuresOf({ words, facts: [] }).at]
    expect(at('charged')).toEqual(at('charges'))
    expect(at('доставку')).toEqual(at('доставки'))
    expect(at('charged')).not.toEqual(at('changed'))
  })

  test('a long text weighs as much as a short one, and a fact stays apart from the word that is called like it', () => {
    const { weight } = featuresOf({ words: 'one two three four five '.repeat(40), facts: [] })
    expect(Math.hypot(...weight)).toBeCloseTo(1, 5)
    const word = featuresOf({ words: 'card', facts: [] })
    const fact = featuresOf({ words: null, facts: ['card'] })
    expect([...fact.weight]).toEqual([0.5])
    expect(fact.at[0]).not.toBe(word.at[0])
  })

  test('numbers are one feature, so that no account number is learned', () => {
    expect(featuresOf({ words: '4711', facts: [] })).toEqual(featuresOf({ words: '99', facts: [] }))
    expect(Math.max(...featuresOf({ words: 'a b c d e f g', facts: [] }).at)).toBeLessThan(places)
  })

  test('without words and facts nothing is known', () => {
    expect(featuresOf({ words: null, facts: [] }).at).toHaveLength(0)
  })
})

describe('learning', () => {
  test.each([
    ['English', english, 'They delivered late', 'An unexpected fee was charged'],
    ['Russian', russian, 'Опять опоздала посылка', 'Откуда комиссия? Её списали'],
  ] as const)('what was learned from a few texts in %s holds for others', (_, texts, late, fee) => {
    const learned = learn(examplesOf(texts))
    expect(saidOf(learned, late)).toBe('late')
    expect(saidOf(learned, fee)).toBe('fee')
  })

  test('facts tell where there are no words', () => {
    const examples = ['card', 'loan'].flatMap((label) =>
      Array.from({ length: 10 }, () => ({ features: featuresOf({ words: null, facts: [`product:${label}`] }), label })),
    )
    expect(saidOf(learn(examples), '', ['product:loan'])).toBe('loan')
  })

  test('each example is judged by a classifier that has not seen it: of labels given by lot half are right', () => {
    const random = drawsFrom(7)
    const examples = Array.from({ length: 200 }, (_, at) => ({
      features: featuresOf({ words: `word${String.fromCharCode(97 + (at % 26))} own${at}x`, facts: [] }),
      label: random() < 0.5 ? 'one' : 'other',
    }))
    const { heldOut, classifier } = learn(examples)
    const right = heldOut.filter(
      ({ label, probabilities }) => (probabilities[classifier.labels.indexOf(label)] ?? 0) > 0.5,
    ).length
    expect(heldOut).toHaveLength(200)
    expect(heldOut.map(({ label }) => label)).toEqual(examples.map(({ label }) => label))
    const sure = heldOut.reduce((sum, { probabilities }) => sum + Math.max(...probabilities), 0) / 200
    expect(sure).toBeLessThan(0.65)
    expect(right).toBeGreaterThan(70)
    expect(right).toBeLessThan(130)
  })

  test('the same seed learns the same, and others have their turn while it learns', () => {
    const [one, other] = [learn(examplesOf(english), 3), learn(examplesOf(english), 3)]
    expect(one.classifier).toEqual(other.classifier)
    expect(one.turns).toBeGreaterThan(20)
  })

  test('too little to learn from is refused by name', () => {
    expect(() => learn(examplesOf({ late: english.late }))).toThrow(/two or more labels/)
    expect(() => learn(examplesOf(english, 2))).toThrow(/5 or more/)
  })
})

describe('how sure it is', () => {
  test('probabilities add up to 1, and a higher temperature makes them less sure', () => {
    expect(softmax([0, Math.log(3)], 1)[0]).toBeCloseTo(0.25, 12)
    expect(softmax([0, 1000], 1)).toEqual([0, 1])
    expect(softmax([0, Math.log(9)], 2)[1]).toBeCloseTo(0.75, 12)
  })

  test('scores that are too sure are made as sure as they are right', () => {
    // Says 99 % to 1 % and is right three times in four: honest is 75 %, so T = ln 99 / ln 3.
    const scores = Array.from({ length: 400 }, () => [Math.log(99), 0])
    const truths = scores.map((_, at) => (at % 4 === 0 ? 1 : 0))
    const temperature = fitTemperature(scores, truths)
    expect(temperature).toBeCloseTo(Math.log(99) / Math.log(3), 1)
    expect(softmax(scores[0] ?? [], temperature)[0]).toBeCloseTo(0.75, 2)
  })
})
