/**
 * Fields in which an import keeps that the source did not say when something happened (channels/import/mapping/history.ts).
 * They are told in the history and not shown among the imported fields.
 */
const fieldOf: Record<string, string> = {
  customer_wrote: 'messageDateKnown',
  answered: 'answerDateKnown',
  rerouted: 'reroutingDateKnown',
  reclassified: 'reclassificationDateKnown',
  status: 'statusDateKnown',
  disputed: 'disputeDateKnown',
  closed: 'closingDateKnown',
}
const names = new Set(Object.values(fieldOf))

/** Whether the time of an event of this kind is known. */
export const isDateKnown = (kind: string, isImported: boolean, fields: Record<string, unknown>): boolean =>
  !isImported || fields[fieldOf[kind] ?? ''] !== 'false'

/** What the source said, without what the import noted about dates and what `defined` fields hold. */
export const ownFields = (fields: Record<string, unknown>, defined: string[]): [name: string, value: string][] =>
  Object.entries(fields)
    .filter(([name]) => !names.has(name) && !defined.includes(name))
    .map(([name, value]) => [name, String(value)])
