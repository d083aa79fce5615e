import type { PromiseSent } from '../../src/promises/contract.ts'
import type { ServicePromise } from './names.ts'

/** A promise as it is being written; what is empty was not said. */
export type Draft = {
  kind: ServicePromise['kind']
  text: { en: string; ru: string }
  saidWhere: string
  conditions: string
  indicator: string
  /** In percent. */
  threshold: number | string
  remedy: string
  ownerId: string | null
  validFrom: string
  validTo: string
  productIds: string[]
  stepIds: string[]
}

const nothing = {
  kind: 'policy',
  text: { en: null, ru: null },
  saidWhere: null,
  conditions: null,
  indicator: null,
  threshold: null,
  remedy: null,
  owner: null,
  validTo: null,
  productIds: [],
  stepIds: [],
} as const

const inPercent = (share: number | null): number | '' => (share === null ? '' : Number((share * 100).toPrecision(10)))

/** What the form begins with: the promise as it stands, or one that holds from today. */
export function draftOf(promise: ServicePromise | null, today: string): Draft {
  const { text, threshold, owner, ...said } = promise ?? { ...nothing, validFrom: today }
  const words = (given: string | null) => given ?? ''
  return {
    kind: said.kind,
    text: { en: words(text.en), ru: words(text.ru) },
    saidWhere: words(said.saidWhere),
    conditions: words(said.conditions),
    indicator: words(said.indicator),
    threshold: inPercent(threshold),
    remedy: words(said.remedy),
    ownerId: owner?.id ?? null,
    validFrom: said.validFrom,
    validTo: words(said.validTo),
    productIds: [...said.productIds],
    stepIds: [...said.stepIds],
  }
}

/** What is sent of it. */
export const bodyOf = ({ threshold, validTo, ...said }: Draft): PromiseSent => ({
  ...said,
  threshold: threshold === '' ? null : Number((Number(threshold) / 100).toPrecision(10)),
  validTo: validTo === '' ? null : validTo,
})
