/**
 * Several values of one filter as the address and the API write them: `email,phone` is any of them, `-email` not that.
 * Here as a list of signed values in the order in which they were chosen.
 */
export type Signed = { value: string; isExcluded: boolean }

/** @example readSeveral('email,-phone') // [{ value: 'email', isExcluded: false }, { value: 'phone', isExcluded: true }] */
export function readSeveral(text: string | undefined): Signed[] {
  const words = (text ?? '').split(',').map((word) => word.trim())
  return words
    .filter((word) => word !== '' && word !== '-')
    .map((word) =>
      word.startsWith('-') ? { value: word.slice(1), isExcluded: true } : { value: word, isExcluded: false },
    )
}

/** @returns undefined for no value at all: the filter is not in use */
export function writeSeveral(values: readonly Signed[]): string | undefined {
  const words = values.map(({ value, isExcluded }) => (isExcluded ? `-${value}` : value))
  return words.length === 0 ? undefined : words.join(',')
}

/** Those of the values that the filter knows; undefined when there are none. */
export function onlyKnown(text: unknown, isKnown: (value: string) => boolean): string | undefined {
  if (typeof text !== 'string') return undefined
  return writeSeveral(readSeveral(text).filter(({ value }) => isKnown(value)))
}
