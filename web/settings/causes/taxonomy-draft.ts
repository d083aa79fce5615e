import type { AnswerOf } from '../../api/client.ts'

export type Taxonomy = AnswerOf<'readTaxonomy'>
export type SavedCause = Taxonomy['causes'][number]

type Words = { en?: string; ru?: string }
export const exampleKinds = ['positive', 'negative', 'border'] as const
export type ExampleKind = (typeof exampleKinds)[number]

/** A cause as it is sent to be saved. Its code tells it from the others for good. */
export type Cause = Pick<SavedCause, 'code' | 'class' | 'locus' | 'name' | 'retired'> & {
  definition: Words
  examples: Partial<Record<ExampleKind, Words>>
}

/** What was changed on screen, by code: laid over what is saved, so that it survives somebody else's saving. */
export type Changes = Readonly<Record<string, Cause>>
export type DraftCause = Cause & { state: 'same' | 'changed' | 'new' }

/** A saved cause as it would be sent unchanged: without its id and without empty texts. */
export function causeOf({
  code,
  class: causeClass,
  locus,
  name,
  retired,
  definition,
  examples,
}: Omit<SavedCause, 'id'>): Cause {
  const given = exampleKinds
    .map((kind) => [kind, filled(examples[kind] ?? {})] as const)
    .filter(([, words]) => Object.keys(words).length > 0)
  return {
    code,
    class: causeClass,
    locus,
    name,
    retired,
    definition: filled(definition),
    examples: Object.fromEntries(given),
  }
}

const filled = (words: Words): Words => Object.fromEntries(Object.entries(words).filter(([, text]) => text?.trim()))

/** What stands on screen: what is saved with the changes over it, new causes last. */
export function laidOver(saved: readonly SavedCause[], changes: Changes): DraftCause[] {
  const known = saved.map((cause): DraftCause => {
    const change = changes[cause.code]
    return change ? { ...change, state: 'changed' } : { ...causeOf(cause), state: 'same' }
  })
  const codes = new Set(saved.map(({ code }) => code))
  const added = Object.values(changes).filter(({ code }) => !codes.has(code))
  return [...known, ...added.map((cause): DraftCause => ({ ...cause, state: 'new' }))]
}

/** The changes with one more; a cause that is as it was saved is no change. */
export function withChange(saved: readonly SavedCause[], changes: Changes, cause: Cause): Changes {
  const before = saved.find(({ code }) => code === cause.code)
  const change = causeOf({ ...cause, examples: cause.examples as SavedCause['examples'] })
  if (before && isSame(causeOf(before), change)) return without(changes, cause.code)
  return { ...changes, [cause.code]: change }
}

export const without = (changes: Changes, code: string): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([other]) => other !== code))

const isSame = (one: Cause, other: Cause): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Codes that both I and whoever saved `after` changed, compared with `before`: mine would win. */
export function clashes(before: readonly SavedCause[], after: readonly SavedCause[], changes: Changes): string[] {
  const old = new Map(before.map((cause) => [cause.code, JSON.stringify(causeOf(cause))]))
  return after
    .filter(({ code }) => code in changes)
    .filter((cause) => old.get(cause.code) !== JSON.stringify(causeOf(cause)))
    .map(({ code }) => code)
}

/** How many causes a version would add, change, retire and bring back. */
export function countChanges(saved: readonly SavedCause[], changes: Changes) {
  const before = new Map(saved.map((cause) => [cause.code, cause]))
  const counts = { added: 0, changed: 0, retired: 0, restored: 0 }
  for (const change of Object.values(changes)) {
    const old = before.get(change.code)
    if (!old) counts.added += 1
    else if (change.retired && !old.retired) counts.retired += 1
    else if (!change.retired && old.retired) counts.restored += 1
    else counts.changed += 1
  }
  return counts
}

/** A code for a new cause from its English name, which no other has. @example codeFrom('Fee not explained', []) // 'fee-not-explained' */
export function codeFrom(name: string, taken: readonly string[]): string {
  const base = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replace(/^-+|-+$/g, '')
  if (base.length < 2) return ''
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(code)) return code
  }
}
