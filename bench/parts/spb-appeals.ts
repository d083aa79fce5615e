import { historyOf } from '../../src/channels/import/history.ts'
import type { ImportedComplaint } from '../../src/channels/import/imported-complaint.ts'
import { addAppealHistory } from '../../src/channels/import/mappings/spb-appeals.ts'
import { factsOf, type Happened, noPlace, stepsOf } from '../../src/insight/barriers/log.ts'
import type { LoggedCase } from './event-logs.ts'

type Appeal = { id: number; responsible?: string | null; events: { at: string; kind: string }[] }

/**
 * An appeal to the city portal as the product takes it over, team names instead of ids. Closed by the portal because the author
 * did not react is an end without the customer's word.
 */
export function readSpbAppeal(appeal: Appeal): LoggedCase {
  const complaint: ImportedComplaint = {
    externalId: String(appeal.id),
    receivedAt: new Date(`${appeal.events[0]?.at}+03:00`),
    text: null,
    title: null,
    channel: 'web_form',
    language: 'ru',
    product: null,
    subProduct: null,
    issue: null,
    subIssue: null,
    step: null,
    customer: null,
    team: null,
    tags: [],
    fields: {},
    history: [],
  }
  addAppealHistory({ events: appeal.events }, complaint, 'Europe/Moscow')
  const history = historyOf(complaint.history, (name) => name)
  const received = { kind: 'received', at: complaint.receivedAt, detail: {}, asked: null }
  const events: Happened[] = [
    received,
    ...history.events.map(({ kind, at, detail = {} }) => ({ kind, at, detail, asked: null })),
  ]
  const closure = history.closing?.closure ?? null
  const told = { closure, statedTeamId: appeal.responsible ?? null, returned: false, events }
  const nobody = () => ({ place: noPlace, layer: 'unknown' as const })
  const promises = (factsOf(told, nobody)?.cells ?? [])
    .filter(({ m }) => m === 'promise')
    .map(({ o }) => `promise ${o}`)
  return {
    events: stepsOf(told, nobody).map(({ line }) => ({ ...line, at: line.at / 3600, case: String(appeal.id) })),
    ended: closure === null ? 'open' : closure === 'solved' ? 'solved' : 'unsolved',
    waits: [],
    notes: [
      ...promises,
      ...(complaint.history.some(({ kind }) => kind === 'customer_wrote') ? ['the author wrote again'] : []),
      ...(complaint.history.some(({ kind }) => kind === 'rerouted') ? ['re-routed'] : []),
      ...(complaint.history.some(({ kind }) => kind === 'reclassified') ? ['put under another heading'] : []),
    ],
  }
}
