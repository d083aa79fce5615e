import type { ListSearch } from '../search.ts'
import { readSeveral, writeSeveral } from '../several.ts'

const parts = ['causeClass', 'causeLocus', 'cause'] as const
type Part = (typeof parts)[number]
const isPart = (word: string | undefined): word is Part => parts.includes(word as Part)

/** Everything the address says of the cause, as values of the tree: `causeClass:surprise,-cause:ID`. */
export function readCause(search: ListSearch): string | undefined {
  const stated = parts.flatMap((part) =>
    readSeveral(search[part]).map(({ value, isExcluded }) => ({ value: `${part}:${value}`, isExcluded })),
  )
  const coded = search.coded === undefined ? [] : [{ value: `coded:${search.coded}`, isExcluded: false }]
  return writeSeveral([...coded, ...stated])
}

/**
 * Values of the tree as parts of the address. What is coded so and lies there is one complaint in two ways, so values of
 * another part than the one chosen last give way: together they would mean both, which nobody expects of "any of".
 */
export function writeCause(values: string | undefined): ListSearch {
  const none: ListSearch = { cause: undefined, causeLocus: undefined, causeClass: undefined, coded: undefined }
  const signed = readSeveral(values)
  const last = signed.at(-1)
  const [part] = last?.value.split(':') ?? []
  if (last && part === 'coded') return { ...none, coded: last.value.endsWith('true') !== last.isExcluded }
  if (!isPart(part)) return none
  const alike = signed.filter(({ value }) => value.startsWith(`${part}:`))
  const plain = alike.map(({ value, isExcluded }) => ({ value: value.slice(part.length + 1), isExcluded }))
  return { ...none, [part]: writeSeveral(plain) }
}
