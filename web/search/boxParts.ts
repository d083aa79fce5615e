import { type Part, readBox, writeBox } from '../../src/complaints/search/box.ts'

/** One thing that the search box asks for: a filter with the name as typed, or all the words (`name` is null). */
export type BoxPart = { name: string | null; value: string; without: string }

/** What was typed, taken apart: the words, and each filter, with what is left when it is taken away. */
export function boxPartsOf(q: string | undefined): BoxPart[] {
  const { parts } = readBox(q ?? '')
  const words = parts.filter(({ kind }) => kind !== 'field')
  const fields = parts.filter((part) => part.kind === 'field')
  const without = (gone: readonly Part[]) => writeBox(parts.filter((part) => !gone.includes(part)))
  return [
    ...(words.length > 0 ? [{ name: null, value: writeBox(words), without: without(words) }] : []),
    ...fields
      .filter(({ values }) => values.length > 0)
      .map((field) => ({
        name: `${field.isExcluded ? '−' : ''}${field.name}`,
        value: field.values.join(', '),
        without: without([field]),
      })),
  ]
}
