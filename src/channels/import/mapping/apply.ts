import { splitTags } from '../../../complaints/tags/rules.ts'
import type { Channel } from '../../../complaints/shapes.ts'
import { channels } from '../../../complaints/words.ts'
import type { ImportedComplaint, ImportedEvent } from '../imported-complaint.ts'
import { adapters } from '../mappings/adapters.ts'
import type { ImportProblem } from '../problems.ts'
import type { SourceRow } from '../read/row.ts'
import { conditionTester, emptiness, type Find, namesIn, textFinder, textOf } from './cells.ts'
import { eventFinder, type FindEvent } from './history.ts'
import { type Condition, type Mapping, type TextRule, type TextTarget, targets } from './mapping.ts'
import { dateFinder, type FindDate } from './row-dates.ts'

/** What a row is: a complaint; something else, with the column that says so; or not readable, with every reason. */
export type Applied =
  | { complaint: ImportedComplaint; skipped?: undefined; problems?: undefined }
  | { skipped: { column: string; value: string }; complaint?: undefined; problems?: undefined }
  | { problems: ImportProblem[]; complaint?: undefined; skipped?: undefined }

/**
 * Makes a complaint of a row.
 * @param now the moment of the import: no complaint can be later, and it is the receipt of one without a date, if the mapping
 *   wants that
 */
export function applyMapping(mapping: Mapping, row: SourceRow, now: Date): Applied {
  const ready = prepare(mapping)
  for (const { column, holds, find } of ready.skips) {
    if (holds(row)) return { skipped: { column, value: find(row) ?? '' } }
  }
  const receipt = ready.receivedAt(row, now)
  const receivedAt =
    receipt.at ?? (receipt.problem || mapping.columns.receivedAt.ifEmpty !== 'import time' ? null : now)
  if (!receivedAt) return { problems: [receipt.problem ?? missingDate(mapping)] }
  const complaint = describe(ready, row, receivedAt)
  if (!receipt.at) complaint.fields.receivedDateKnown = 'false'
  const problems = [
    ...tooLong(mapping, complaint),
    ...ready.adapt(row, complaint),
    ...addHistory(ready, row, complaint, now),
  ]
  if (!complaint.text && !complaint.title && !complaint.issue && !complaint.product) {
    problems.push({ field: '', key: 'nothing_said', values: {} })
  }
  return problems.length > 0 ? { problems } : { complaint }
}

/** A mapping made ready to be applied to many rows: every rule looked at once. */
type Ready = {
  skips: { column: string; holds: (row: SourceRow) => boolean; find: Find }[]
  receivedAt: FindDate
  texts: Record<TextTarget, Find>
  history: FindEvent[]
  namedFields: [name: string, find: Find][]
  keepsField: (column: string) => boolean
  isEmpty: (text: string) => boolean
  channelColumn: string
  tagsSplit: string | undefined
  emailColumn: string
  adapt: (row: SourceRow, complaint: ImportedComplaint) => ImportProblem[]
}

const prepared = new WeakMap<Mapping, Ready>()

function prepare(mapping: Mapping): Ready {
  const known = prepared.get(mapping)
  if (known) return known
  const { timeZone = 'UTC', emptyWords = [], columns, history = [], skipWhen = [], adapter } = mapping
  const isEmpty = emptiness(emptyWords)
  const adapt = adapter ? adapters[adapter] : null
  const ready: Ready = {
    skips: skipWhen.map(skipTester),
    receivedAt: dateFinder(columns.receivedAt, { timeZone, isEmpty }),
    texts: textFinders(mapping, isEmpty),
    history: history.map((rule) => eventFinder(rule, { timeZone, isEmpty })),
    namedFields: Object.entries(mapping.fields ?? {}).map(([name, rule]) => [name, textFinder(rule, isEmpty)]),
    keepsField: fieldKeeper(mapping),
    isEmpty,
    tagsSplit: columns.tags?.split,
    channelColumn: namesIn(columns.channel?.from)[0] ?? 'channel',
    emailColumn: namesIn(columns['customer.email']?.from)[0] ?? 'email',
    adapt: (row, complaint) => (adapt ? adapt(row, complaint, timeZone) : []),
  }
  prepared.set(mapping, ready)
  return ready
}

function skipTester(condition: Condition): Ready['skips'][number] {
  const find = textFinder({ from: condition.column }, emptiness([]))
  return { column: namesIn(condition.column).join(' / '), holds: conditionTester(condition), find }
}

function textFinders({ columns }: Mapping, isEmpty: (text: string) => boolean): Record<TextTarget, Find> {
  const nothing: Find = () => null
  const finders = {} as Record<TextTarget, Find>
  for (const target of targets) {
    if (target === 'receivedAt') continue
    const rule: TextRule | undefined = columns[target]
    finders[target] = rule ? textFinder(rule, isEmpty, target === 'text') : nothing
  }
  return finders
}

/** Columns that became a part of the complaint are not fields as well; those that only the history looks at are. */
function fieldKeeper({ columns, fields = {}, rest, except = [] }: Mapping): (column: string) => boolean {
  const used = new Set([...Object.values(columns), ...Object.values(fields)].flatMap((rule) => namesIn(rule?.from)))
  const exceptions = new Set(except)
  return (column) => !used.has(column) && exceptions.has(column) === (rest === 'drop')
}

function describe(ready: Ready, row: SourceRow, receivedAt: Date): ImportedComplaint {
  const { texts } = ready
  const fields = fieldsOf(ready, row)
  return {
    externalId: texts.externalId(row),
    receivedAt,
    text: texts.text(row),
    title: texts.title(row),
    channel: channelOf(texts.channel(row), ready.channelColumn, fields),
    language: texts.language(row),
    product: texts.product(row),
    subProduct: texts.subProduct(row),
    issue: texts.issue(row),
    subIssue: texts.subIssue(row),
    step: texts.step(row),
    customer: customerOf(ready, row, fields),
    team: texts.team(row),
    tags: splitTags(texts.tags(row) ?? '', ready.tagsSplit),
    fields,
    history: [],
  }
}

function fieldsOf({ namedFields, keepsField, isEmpty }: Ready, row: SourceRow): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const column in row) {
    if (!keepsField(column)) continue
    const text = textOf(row[column] ?? '')?.trim()
    if (text && !isEmpty(text)) fields[column] = text
  }
  for (const [name, find] of namedFields) {
    const text = find(row)
    if (text !== null) fields[name] = text
  }
  return fields
}

const known: ReadonlySet<string> = new Set(channels)

/** A word that is no channel of ours stays as a field, so that it is not lost. */
function channelOf(word: string | null, column: string, fields: Record<string, string>): Channel {
  if (word !== null && known.has(word)) return word as Channel
  if (word !== null) fields[column] = word
  return 'import'
}

function customerOf(
  { texts, emailColumn }: Ready,
  row: SourceRow,
  fields: Record<string, string>,
): ImportedComplaint['customer'] {
  const written = texts['customer.email'](row)
  const email = written !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written) ? written : null
  if (written !== null && email === null) fields[emailColumn] = written
  const customer = {
    externalId: texts['customer.externalId'](row),
    name: texts['customer.name'](row),
    email,
    phone: texts['customer.phone'](row),
  }
  return customer.externalId || customer.name || customer.email || customer.phone ? customer : null
}

/** Adds what happened after receipt, oldest first; events of the same moment keep the order of the rules. */
function addHistory(ready: Ready, row: SourceRow, complaint: ImportedComplaint, now: Date): ImportProblem[] {
  const problems: ImportProblem[] = []
  const events: ImportedEvent[] = complaint.history
  for (const find of ready.history) {
    const { event, problem, dateKnown } = find(row, complaint.receivedAt, now)
    if (problem) problems.push(problem)
    if (event) events.push(event)
    if (dateKnown) complaint.fields[dateKnown] = 'false'
  }
  if (events.length > 1) events.sort((one, other) => one.at.getTime() - other.at.getTime())
  return problems
}

/** What is looked up by its whole value can only be so long: a column of texts was taken for one of numbers or addresses. */
const longest = {
  externalId: 300,
  language: 35,
  'customer.externalId': 200,
  'customer.email': 320,
  'customer.phone': 60,
}

function tooLong({ columns }: Mapping, { externalId, language, customer }: ImportedComplaint): ImportProblem[] {
  const values: Record<keyof typeof longest, string | null | undefined> = {
    externalId,
    language,
    'customer.externalId': customer?.externalId,
    'customer.email': customer?.email,
    'customer.phone': customer?.phone,
  }
  return (Object.keys(longest) as (keyof typeof longest)[]).flatMap((target) => {
    const { length } = values[target] ?? ''
    const column = namesIn(columns[target]?.from).join(' / ')
    return length > longest[target]
      ? [{ field: column, key: 'value_too_long', values: { column, length, most: longest[target] } }]
      : []
  })
}

function missingDate({ columns }: Mapping): ImportProblem {
  const column = namesIn(columns.receivedAt.from).join(' / ')
  return { field: column, key: 'date_missing', values: { column } }
}
