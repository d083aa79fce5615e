import type { ImportedEvent } from '../imported-complaint.ts'
import type { ImportProblem } from '../problems.ts'
import type { SourceRow } from '../read/row.ts'
import { conditionTester, type Find, textFinder } from './cells.ts'
import type { DateRule, HistoryRule, TextRule } from './mapping.ts'
import { dateFinder, type FindDate, type FoundDate } from './row-dates.ts'

/** What one rule found in one row: an event, none, or a date that cannot be read. */
export type FoundEvent = { event: ImportedEvent | null; problem?: ImportProblem; dateKnown?: string }
export type FindEvent = (row: SourceRow, receivedAt: Date, now: Date) => FoundEvent

type Surroundings = { timeZone: string; isEmpty: (text: string) => boolean }

/** The name of the field that says whether the date of such an event is known. */
export const dateKnownField: Record<HistoryRule['kind'], string> = {
  customer_wrote: 'messageDateKnown',
  answered: 'answerDateKnown',
  rerouted: 'reroutingDateKnown',
  reclassified: 'reclassificationDateKnown',
  status: 'statusDateKnown',
  disputed: 'disputeDateKnown',
  closed: 'closingDateKnown',
}

/** How to find the event that a rule describes. An event cannot stand before the receipt, whatever the source's clocks said. */
export function eventFinder(rule: HistoryRule, surroundings: Surroundings): FindEvent {
  const happened = rule.when && conditionTester(rule.when)
  const findDate: FindDate = rule.at ? dateFinder(rule.at, surroundings) : () => ({ at: null })
  const build = eventBuilder(rule, surroundings)
  return (row, receivedAt, now) => {
    if (happened && !happened(row)) return { event: null }
    const found = findDate(row, now)
    if (found.problem) return { event: null, problem: found.problem }
    if (!found.at && !happened) return { event: null }
    const at = found.at && found.at > receivedAt ? found.at : receivedAt
    const built = build(row, at, now)
    if (built.problem || !built.event) return built
    const isKnown = found.at !== null && rule.dateIs !== 'at the earliest'
    return isKnown ? built : { event: built.event, dateKnown: dateKnownField[rule.kind] }
  }
}

type Build = (row: SourceRow, at: Date, now: Date) => { event: ImportedEvent | null; problem?: ImportProblem }

function eventBuilder(rule: HistoryRule, surroundings: Surroundings): Build {
  const words = (text: TextRule | undefined, verbatim = false): Find =>
    text ? textFinder(text, surroundings.isEmpty, verbatim) : () => null
  const { kind } = rule
  switch (kind) {
    case 'customer_wrote': {
      const text = words(rule.text, true)
      return (row, at) => ifText(text(row), (found) => ({ kind, at, text: found }))
    }
    case 'status': {
      const status = words(rule.status)
      return (row, at) => ifText(status(row), (found) => ({ kind, at, status: found }))
    }
    case 'answered':
      return answer(rule, surroundings, words(rule.by), words(rule.text, true))
    case 'rerouted': {
      const [from, to, note] = [words(rule.fromTeam), words(rule.toTeam), words(rule.note)]
      return (row, at) => ({ event: { kind, at, from: from(row), to: to(row), note: note(row) } })
    }
    case 'reclassified': {
      const [was, becomes] = [words(rule.was), words(rule.becomes)]
      return (row, at) => ({ event: { kind, at, from: was(row), to: becomes(row) } })
    }
    case 'closed': {
      const said = words(rule.words)
      return (row, at) => ({ event: { kind, at, closure: rule.closure, words: said(row) } })
    }
    case 'disputed':
      return (_row, at) => ({ event: { kind, at } })
  }
}

function answer(
  rule: { interim?: boolean; promisedFor?: DateRule },
  surroundings: Surroundings,
  by: Find,
  text: Find,
): Build {
  const findPromise = rule.promisedFor && dateFinder(rule.promisedFor, { ...surroundings, lastMoment: true })
  return (row, at, now) => {
    const promised: FoundDate = findPromise?.(row, now) ?? { at: null }
    if (promised.problem) return { event: null, problem: promised.problem }
    const interim = rule.interim ?? promised.at !== null
    return { event: { kind: 'answered', at, by: by(row), text: text(row), interim, promisedFor: promised.at } }
  }
}

function ifText(text: string | null, make: (text: string) => ImportedEvent): { event: ImportedEvent | null } {
  return { event: text === null ? null : make(text) }
}
