import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GammaPrior, gammaPoissonFit, poissonRate, shrunkRate } from './index.ts'

// Exposure in thousands of orders.
const shop = {
  delivery: { events: 120, exposure: 60 },
  billing: { events: 45, exposure: 45 },
  returns: { events: 60, exposure: 12 },
  app: { events: 30, exposure: 50 },
  instore: { events: 12, exposure: 20 },
  warranty: { events: 9, exposure: 1.5 },
  loyalty: { events: 1, exposure: 0.2 },
  thirdparty: { events: 8, exposure: 0.8 },
}
type Name = keyof typeof shop
const learnt = gammaPoissonFit({ places: Object.values(shop) })
const rateOf = (name: Name, prior = learnt as GammaPrior) => shrunkRate({ place: shop[name], prior })
const within = (value: number, tolerance = 1e-4) => expect.closeTo(value, -Math.log10(2 * tolerance * value))

test('eight places have the prior, pooled rate and likelihood that R finds', () => {
  expect(learnt).toMatchObject({
    a: within(1.306972),
    b: within(0.397334),
    pooled: expect.closeTo(1.503958, 6),
    negativeLogLikelihood: expect.closeTo(34.675107, 5),
    n: 285,
    places: 8,
    isAlike: false,
  })
})

test.each([
  { name: 'thirdparty', mean: 7.7731, atLeast: 4.1073, double: 0.9915 },
  { name: 'warranty', mean: 5.4323, atLeast: 2.9791, double: 0.9473 },
  { name: 'returns', mean: 4.9452, atLeast: 3.9542, double: 0.9998 },
  { name: 'loyalty', mean: 3.8621, atLeast: 0.8121, double: 0.5553 },
  { name: 'delivery', mean: 2.0085, atLeast: 1.7182, double: 0 },
] as const)('$name is expected at $mean, at least $atLeast', ({ name, mean, atLeast, double }) => {
  const found = rateOf(name)
  expect(found.mean).toEqual(within(mean))
  expect(found.atLeast).toEqual(within(atLeast))
  expect(found.doubleProbability).toBeCloseTo(double, 4)
})

test.each([
  { name: 'billing', mean: 1.02 },
  { name: 'instore', mean: 0.6524 },
  { name: 'app', mean: 0.6212 },
] as const)('$name is expected at $mean', ({ name, mean }) => {
  expect(rateOf(name).mean).toEqual(within(mean))
})

test('by the lower 5 % quantile a small bad place stands first and one case alone does not', () => {
  const names = Object.keys(shop) as Name[]
  const ranked = names.sort((one, other) => rateOf(other).atLeast - rateOf(one).atLeast)
  expect(ranked.slice(0, 4)).toEqual(['thirdparty', 'returns', 'warranty', 'delivery'])
})

test('excess cases put returns before delivery, which has twice as many complaints', () => {
  const excess = (['returns', 'delivery', 'warranty', 'thirdparty', 'billing'] as const).map(
    (name) => rateOf(name).excess.value,
  )
  expect(excess.map((value) => Number(value.toFixed(1)))).toEqual([41.3, 30.3, 5.9, 5, 0])
})

test.each([
  { name: 'delivery', mean: 2 },
  { name: 'thirdparty', mean: 5.5556 },
  { name: 'loyalty', mean: 2.5 },
] as const)('with a = 2 and b = 1, $name is expected at $mean', ({ name, mean }) => {
  const fixed = { ...(learnt as GammaPrior), a: 2, b: 1 }
  expect(rateOf(name, fixed).mean).toEqual(within(mean))
})

test('a rate read as 10 is expected at 7.77 next time, 22 % less, with no fix', () => {
  const raw = poissonRate({ events: 8, exposure: 0.8 })
  expect(raw).toMatchObject({ rate: 10, low: expect.closeTo(4.317, 3), high: expect.closeTo(19.704, 3) })
  expect(1 - rateOf('thirdparty').mean / (raw?.rate ?? 0)).toBeCloseTo(0.22, 2)
})

test('places that differ less than chance have one rate, and none of them has an excess', () => {
  const places = [30, 31, 29, 30].map((events) => ({ events, exposure: 10 }))
  const prior = gammaPoissonFit({ places }) as GammaPrior
  expect(prior).toMatchObject({ isAlike: true, a: null, b: null, pooled: 3 })
  const { mean, atLeast, excess } = shrunkRate({ place: { events: 31, exposure: 10 }, prior })
  expect(mean).toBeCloseTo(3, 12)
  expect(atLeast).toBeGreaterThan(2.5)
  expect(atLeast).toBeLessThan(3)
  expect(excess.value).toBeCloseTo(0, 12)
})

test('one place alone keeps its own rate', () => {
  const place = { events: 8, exposure: 0.8 }
  const prior = gammaPoissonFit({ places: [place, { events: 5, exposure: 0 }] }) as GammaPrior
  expect(prior).toMatchObject({ isAlike: true, places: 1, pooled: 10 })
  expect(shrunkRate({ place, prior }).mean).toBeCloseTo(10, 12)
})

test('a place without any event is drawn up, above nought and below the pooled rate', () => {
  const prior = gammaPoissonFit({ places: [...Object.values(shop), { events: 0, exposure: 5 }] }) as GammaPrior
  const { mean, low } = shrunkRate({ place: { events: 0, exposure: 5 }, prior })
  expect(low).toBeGreaterThan(0)
  expect(mean).toBeLessThan(prior.pooled)
})

test('without exposure, or where nothing happened, nothing is learnt', () => {
  expect(gammaPoissonFit({ places: [] })).toBeNull()
  expect(gammaPoissonFit({ places: [{ events: 3, exposure: 0 }] })).toBeNull()
  expect(gammaPoissonFit({ places: [{ events: 0, exposure: 9 }] })).toBeNull()
})

test('a wrong argument is refused by name', () => {
  expect(() => gammaPoissonFit({ places: [{ events: 1.5, exposure: 1 }] })).toThrow('places[0].events must be')
  expect(() => shrunkRate({ place: { events: 1, exposure: -1 }, prior: learnt as GammaPrior })).toThrow(
    'place.exposure must be',
  )
})

const somePlaces = fc.array(
  fc.record({ events: fc.nat({ max: 5000 }), exposure: fc.double({ min: 0.01, max: 1e4, noNaN: true }) }),
  { minLength: 1, maxLength: 40 },
)

test('whatever the places, an expected rate is a number above its lower limit, between its own rate and the common one', () => {
  fc.assert(
    fc.property(somePlaces, (places) => {
      const prior = gammaPoissonFit({ places })
      fc.pre(prior !== null)
      for (const place of places) {
        const { mean, low, atLeast, doubleProbability } = shrunkRate({ place, prior })
        expect(low).toBeLessThanOrEqual(mean)
        expect(low).toBeLessThan(atLeast)
        expect(doubleProbability).toBeGreaterThanOrEqual(0)
        const centre = prior.a === null || prior.b === null ? prior.pooled : prior.a / prior.b
        const raw = place.events / place.exposure
        const isBetween = (mean - raw) * (mean - centre) <= 1e-9
        expect(isBetween || prior.isAlike).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('measuring exposure in single orders instead of thousands divides rates by a thousand and changes no order', () => {
  const single = Object.values(shop).map(({ events, exposure }) => ({ events, exposure: exposure * 1000 }))
  const prior = gammaPoissonFit({ places: single }) as GammaPrior
  expect(prior.a).toEqual(within(1.306972))
  expect(prior.b).toEqual(within(397.334))
})
