import { channelOfWord } from '../../src/channels/import/mapping/guess-evidence.ts'
import { type GuessedDates, guessDates } from '../../src/channels/import/mapping/guess-dates.ts'
import type { Condition, Mapping, Target, TextTarget } from '../../src/channels/import/mapping/mapping.ts'

/** The first rows of a file, by column. */
export type Samples = Record<string, string>[]

const everyTarget: Record<Target, true> = {
  receivedAt: true,
  text: true,
  title: true,
  product: true,
  subProduct: true,
  issue: true,
  subIssue: true,
  step: true,
  channel: true,
  language: true,
  team: true,
  tags: true,
  externalId: true,
  'customer.name': true,
  'customer.email': true,
  'customer.phone': true,
  'customer.externalId': true,
}
/** What a column can become, in the order in which a person thinks of it. */
export const targets = Object.keys(everyTarget) as Target[]

const listOf = (from: string | string[] | undefined): string[] => (from === undefined ? [] : [from].flat())
/** One column is written alone, several as a list. */
const fromOf = (columns: string[]): string | string[] | undefined => (columns.length > 1 ? columns : columns[0])

/** The columns that become a part of the complaint; of several the first that holds something counts. */
export const columnsOf = (mapping: Mapping, target: Target): string[] => listOf(mapping.columns[target]?.from)

/** What every row gets alike; empty when nothing. */
export function constantOf(mapping: Mapping, target: Target): string {
  return target === 'receivedAt' ? '' : (mapping.columns[target]?.is ?? '')
}

/** The filled values of some columns, in their order. */
export const valuesOf = (samples: Samples, columns: string[]): string[] =>
  samples.flatMap((row) => columns.map((column) => row[column]?.trim() ?? '').find(Boolean) ?? [])

/**
 * The mapping with other columns for a target. The form of dates and the words for channels are found out anew from the
 * sample, because those of the old column say nothing of the new one.
 */
export function withColumns(
  mapping: Mapping,
  target: Target,
  columns: string[],
  sample: { samples: Samples; year: number },
): Mapping {
  const from = fromOf(columns)
  if (target === 'receivedAt') {
    const { from: _from, format: _format, join: _join, ...rest } = mapping.columns.receivedAt
    const format = guessDates(valuesOf(sample.samples, columns), sample.year)?.format
    return {
      ...mapping,
      columns: {
        ...mapping.columns,
        receivedAt: { ...rest, ...(from && { from }), ...(from && format && { format }) },
      },
    }
  }
  if (from === undefined) return without(mapping, target)
  if (target === 'channel')
    return withRule(mapping, target, { from, values: wordsForChannels(valuesOf(sample.samples, columns)) })
  const { is: _is, ...rest } = mapping.columns[target] ?? {}
  return withRule(mapping, target, { ...rest, from })
}

/** When day and month of the chosen columns cannot be told apart: the other form they may have, with an example. */
export function dateQuestion(mapping: Mapping, samples: Samples, year: number): GuessedDates['orQuestion'] {
  const columns = columnsOf(mapping, 'receivedAt')
  return columns.length === 0 ? null : (guessDates(valuesOf(samples, columns), year)?.orQuestion ?? null)
}

function wordsForChannels(words: string[]): Record<string, string> {
  return Object.fromEntries(
    [...new Set(words)].flatMap((word) => {
      const channel = channelOfWord(word)
      return channel ? [[word, channel]] : []
    }),
  )
}

/** The mapping with the same text for every row, instead of a column. */
export function withConstant(mapping: Mapping, target: TextTarget, words: string): Mapping {
  return words === '' ? without(mapping, target) : withRule(mapping, target, { is: words })
}

function withRule(mapping: Mapping, target: TextTarget, rule: Mapping['columns'][TextTarget]): Mapping {
  return { ...mapping, columns: { ...mapping.columns, [target]: rule } }
}

function without(mapping: Mapping, target: TextTarget): Mapping {
  const { [target]: _gone, ...columns } = mapping.columns
  return { ...mapping, columns: { ...columns, receivedAt: mapping.columns.receivedAt } }
}

/** How dates of receipt are written, and what becomes of a row without one. */
export function withReceipt(
  mapping: Mapping,
  change: { format?: string[]; ifEmpty?: 'reject' | 'import time' },
): Mapping {
  const { format: formats, ifEmpty } = change
  const { format: old, ...rest } = mapping.columns.receivedAt
  const format = formats === undefined ? old : fromOf(formats)
  const receivedAt = { ...rest, ...(format !== undefined && { format }), ...(ifEmpty && { ifEmpty }) }
  return { ...mapping, columns: { ...mapping.columns, receivedAt } }
}

/** The mapping with another form for the dates of receipt or of closing: the answer to which comes first, day or month. */
export function withDateOrder(mapping: Mapping, target: string, format: string): Mapping {
  if (target === 'receivedAt') return withReceipt(mapping, { format: [format] })
  const history = mapping.history?.map((event) =>
    event.kind === 'closed' && event.at ? { ...event, at: { ...event.at, format } } : event,
  )
  return { ...mapping, ...(history && { history }) }
}

/** The mapping with our channel for a word of the source; null: it stays as a field. */
export function withChannelWord(mapping: Mapping, word: string, channel: string | null): Mapping {
  const rule = mapping.columns.channel ?? {}
  const { [word]: _gone, ...others } = rule.values ?? {}
  return withRule(mapping, 'channel', { ...rule, values: channel === null ? others : { ...others, [word]: channel } })
}

/** Columns of the file that became no part of the complaint. */
export function restColumns(mapping: Mapping, columns: string[]): string[] {
  const rules = [...Object.values(mapping.columns), ...Object.values(mapping.fields ?? {})]
  const used = new Set(rules.flatMap((rule) => listOf(rule?.from)))
  return columns.filter((column) => !used.has(column))
}

/** What becomes of the columns that nothing else uses: kept as fields or dropped, but for some. */
export function withRest(mapping: Mapping, rest: Mapping['rest'], except: string[]): Mapping {
  const { except: _old, ...others } = mapping
  return { ...others, rest, ...(except.length > 0 && { except }) }
}

/** Rows to leave out because they are no complaints. */
export function withSkips(mapping: Mapping, skips: Condition[]): Mapping {
  const { skipWhen: _old, ...rest } = mapping
  return { ...rest, ...(skips.length > 0 && { skipWhen: skips }) }
}

/** The mapping without one of the things that happened later. */
export function withoutEvent(mapping: Mapping, place: number): Mapping {
  const { history = [], ...rest } = mapping
  const left = history.filter((_event, at) => at !== place)
  return { ...rest, ...(left.length > 0 && { history: left }) }
}

/** Columns an event of the history is read from, for telling a person. */
export function columnsOfEvent(event: NonNullable<Mapping['history']>[number]): string[] {
  const found = Object.values(event).flatMap((part) =>
    typeof part === 'object' && part !== null
      ? listOf('from' in part ? part.from : 'column' in part ? part.column : undefined)
      : [],
  )
  return [...new Set(found)]
}
