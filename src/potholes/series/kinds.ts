/**
 * What is watched: all complaints; those of a product or an issue with everything below it, of a step, of a cause, with a
 * partner as the cause; those with a value of a company's field (a place, a shop, a partner); and those whose customers
 * speak of something.
 */
export const seriesKinds = ['all', 'product', 'issue', 'step', 'cause', 'partner', 'field', 'words'] as const
export type SeriesKind = (typeof seriesKinds)[number]
/** What is counted: also complaints that have words, which words are set against and which are not watched themselves. */
export type CountedKind = SeriesKind | 'spoken'

/** One series, named by what it counts. The key is an id, `field id=code` of a field, or the stems of words. */
export type SeriesKey = { kind: SeriesKind; key: string }

/** A field's id and the code of the option. */
export function fieldValueOf(key: string): { fieldId: string; value: string } {
  const at = key.indexOf('=')
  return { fieldId: key.slice(0, at), value: key.slice(at + 1) }
}
