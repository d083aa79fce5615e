import type { NewEvent } from '../../complaints/events.ts'
import { newId } from '../../platform/ids.ts'
import type { ImportedEvent } from './imported-complaint.ts'

type Message = { id: string; direction: 'in' | 'out'; at: Date; text: string; teamId: string | null }
type Commitment = { id: string; text: string; madeAt: Date; dueAt: Date; keptAt: Date | null }
type TeamHandover = { id: string; fromTeamId: string | null; toTeamId: string | null; at: Date; note: string | null }
export type Closing = {
  closure: 'solved' | 'withdrawn' | 'historic'
  at: Date
  words: string | null
  messageId: string | null
}

/** What a complaint's imported history becomes here. */
export type History = {
  events: NewEvent[]
  messages: Message[]
  commitments: Commitment[]
  handovers: TeamHandover[]
  /** Every closing; the complaint is closed by the last, unless the customer wrote again afterwards. */
  closings: Closing[]
  closing: Closing | null
  /** The team it was routed to last. */
  lastTeamId: string | null
  lastAt: Date | null
}

const byImport = { kind: 'import', id: null } as const
const byCustomer = { kind: 'customer', id: null } as const

/**
 * Turns imported history into events of ours and what belongs to them. `teamOf` gives the id of a team by name.
 * A dated interim answer is a commitment, kept when the next answer came or the customer said that all is solved.
 */
export function historyOf(imported: ImportedEvent[], teamOf: (name: string | null) => string | null): History {
  const history: History = {
    events: [],
    messages: [],
    commitments: [],
    handovers: [],
    closings: [],
    closing: null,
    lastTeamId: null,
    lastAt: null,
  }
  for (const event of imported) {
    take(history, event, teamOf)
    history.lastAt = event.at
  }
  return history
}

function take(history: History, event: ImportedEvent, teamOf: (name: string | null) => string | null): void {
  const { at } = event
  const tell = (kind: string, detail: NewEvent['detail'], actor: NewEvent['actor'] = byImport) =>
    history.events.push({ kind, at, actor, detail })
  switch (event.kind) {
    case 'customer_wrote':
      if (history.closing) tell('reopened', { was: history.closing.closure }, byCustomer)
      history.closing = null
      tell('customer_wrote', { message_id: keep(history, 'in', at, event.text, null) }, byCustomer)
      break
    case 'answered':
      tell('answered', answer(history, event, teamOf(event.by)))
      break
    case 'rerouted':
      tell('rerouted', reroute(history, event, teamOf(event.from), teamOf(event.to)))
      break
    case 'reclassified':
      tell('reclassified', { from: short(event.from), to: short(event.to) })
      break
    case 'status':
      tell('status', { status: short(event.status) })
      break
    case 'disputed':
      tell('disputed', {}, byCustomer)
      break
    case 'closed':
      close(history, event, tell)
  }
}

/** Events hold words of the source's own, not texts: a column that was taken for a status must not fill the chain. */
const short = (words: string | null): string | null => (words === null ? null : words.slice(0, 300).toWellFormed())

function keep(
  history: History,
  direction: Message['direction'],
  at: Date,
  text: string | null,
  teamId: string | null,
): string | null {
  if (!text?.trim()) return null
  const id = newId()
  history.messages.push({ id, direction, at, text, teamId })
  return id
}

function answer(
  history: History,
  event: Extract<ImportedEvent, { kind: 'answered' }>,
  teamId: string | null,
): NewEvent['detail'] {
  const { at, text, interim, promisedFor } = event
  keepCommitments(history, at)
  const messageId = keep(history, 'out', at, text, teamId)
  const detail = { message_id: messageId, team_id: teamId, interim }
  if (!promisedFor) return detail
  const id = newId()
  history.commitments.push({
    id,
    text: text?.trim().slice(0, 500).toWellFormed() || promisedFor.toISOString().slice(0, 10),
    madeAt: at,
    dueAt: promisedFor,
    keptAt: null,
  })
  return { ...detail, commitment_id: id, promised_for: promisedFor.toISOString() }
}

function keepCommitments(history: History, at: Date): void {
  for (const commitment of history.commitments) commitment.keptAt ??= at
}

function reroute(
  history: History,
  { at, note }: Extract<ImportedEvent, { kind: 'rerouted' }>,
  fromTeamId: string | null,
  toTeamId: string | null,
): NewEvent['detail'] {
  const id = newId()
  history.handovers.push({ id, fromTeamId, toTeamId, at, note })
  history.lastTeamId = toTeamId ?? history.lastTeamId
  return { handover_id: id, from_team_id: fromTeamId, to_team_id: toTeamId }
}

function close(
  history: History,
  event: Extract<ImportedEvent, { kind: 'closed' }>,
  tell: (kind: string, detail: NewEvent['detail'], actor?: NewEvent['actor']) => void,
): void {
  const { at, closure, words } = event
  const isCustomers = closure !== 'historic'
  // The source says that the customer said so; its own words for that stand for the customer's.
  const messageId = isCustomers ? keep(history, 'in', at, words?.trim() || '✓', null) : null
  if (closure === 'solved') keepCommitments(history, at)
  history.closing = { closure, at, words, messageId }
  const isRepeated = history.closings.some((each) => each.closure === closure && each.at.getTime() === at.getTime())
  if (!isRepeated) history.closings.push(history.closing)
  tell(
    'closed',
    { closure, ...(messageId ? { message_id: messageId } : { status: short(words) }) },
    isCustomers ? byCustomer : byImport,
  )
}
