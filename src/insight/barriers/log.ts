import { type CasePath, followCase, isStuck, type LogEvent } from './rules.ts'

/** Who had a complaint, as far as the figures look: never a person. Management is one place, whatever team a manager is in. */
const managementPlace = 'management'
/** Somebody without a team, or a system we took the complaint over from that did not say. */
export const noPlace = 'none'
export const layers = ['front', 'back', 'management', 'other', 'unknown'] as const
/** Those who look after customers, operations, management, others; unknown where only a team is known. */
export type Layer = (typeof layers)[number]
/** A team's id, `management` or `none`, and the layer. */
export type Place = { place: string; layer: Layer }

const layerOfRole: Record<string, Layer> = {
  agent: 'front',
  operations: 'back',
  manager: 'management',
  executive: 'management',
}

/** The place of somebody with this role in this team. */
export function placeOf({ role, teamId }: { role: string; teamId: string | null }): Place {
  const layer = layerOfRole[role] ?? 'other'
  return { place: layer === 'management' ? managementPlace : (teamId ?? noPlace), layer }
}

/** One event of a complaint as it is stored, in the order of its chain. `asked`: whether the words of ours in it hold a question. */
export type Happened = { kind: string; at: Date; detail: Record<string, unknown>; asked: boolean | null }
export type Ended = 'open' | 'solved' | 'unsolved' | 'unknown' | 'merged'
export type Complaint = {
  closure: string | null
  /** The team that the system it came from names, where it does. */
  statedTeamId: string | null
  /** The same customer came again by another channel within 14 days of the end. */
  returned: boolean
  events: Happened[]
}
/** A fact of one complaint: how often (n) and how much (seconds, or since which second it lasts). */
export type Cell = { m: Measure; p: string; o: string; n: number; a: number }
export const measures = [
  'case',
  'spread',
  'handoff',
  'back',
  'pingpong',
  'rework',
  'touched',
  'held',
  'holding',
  'dead',
  'ended',
  'contacts',
  'escalated',
  'promise',
  'stuck',
  'returned',
  'hurt',
  'wait',
  'waiting',
  'wait_unasked',
  'any',
] as const
export type Measure = (typeof measures)[number]
export type Facts = { first: string; cells: Cell[] }

/** How a complaint ended. What an earlier system closed may have been solved or not: nobody asked the customer. */
function endedAs(closure: string | null): Ended {
  if (closure === null) return 'open'
  if (closure === 'solved' || closure === 'merged') return closure
  return closure === 'historic' ? 'unknown' : 'unsolved'
}

/** The facts of one complaint, from its events. Null for one that was merged: it goes on in another. */
export function factsOf(complaint: Complaint, placeOfPerson: (id: string) => Place): Facts | null {
  const ended = endedAs(complaint.closure)
  const events = said(complaint.events)
  const steps = stepsOf({ ...complaint, events }, placeOfPerson)
  const path = followCase(steps.map((step) => step.line))
  const last = steps.at(-1)
  if (!path || !last || ended === 'merged') return null
  const came = contactsOf(events)
  const cells: Cell[] = [
    cell('case', path.first, ended),
    cell('spread', path.first, String(path.handoffs.length)),
    cell('contacts', ended, String(came)),
    ...path.handoffs.map(({ from, to }) => cell('handoff', from, to)),
    ...path.thereAndBack.map(({ team, by }) => cell('back', team, by)),
    ...path.pingPong.map(({ team, by }) => cell('pingpong', ...inOrder(team, by))),
    ...path.repeated.map(({ team, activity }) => cell('rework', team, activity)),
    ...[...new Set(steps.map(({ line }) => line.team))].map((each) => cell('touched', each, '')),
    ...[...path.held].filter(([, seconds]) => seconds > 0).map(([team, seconds]) => cell('held', team, '', 1, seconds)),
    ...(path.heldSince === null ? [] : [cell('holding', path.last, '', 1, path.heldSince)]),
    ...endsOf(complaint, ended, { path, layer: last.layer }),
    ...escalationsOf(steps),
    ...promisesOf(steps),
    ...waitsOf(steps),
  ]
  return { first: path.first, cells: withAny(summed(cells)) }
}

/** Where and how it ended without a solution, and whether its customer was left to find another way. */
function endsOf(
  { closure, returned }: Complaint,
  ended: Ended,
  { path, layer }: { path: CasePath; layer: Layer },
): Cell[] {
  if (ended === 'open') return []
  const stuck = isStuck(path, ended === 'unsolved')
  const cells: Cell[] = ended === 'solved' ? [] : [cell('ended', path.last, closure ?? '')]
  if (ended === 'unknown') return cells
  if (ended === 'unsolved') cells.push(cell('dead', path.last, layer))
  if (stuck) cells.push(cell('stuck', path.first, ''))
  if (returned) cells.push(cell('returned', path.first, ''))
  if (stuck || returned) cells.push(cell('hurt', path.first, ''))
  return cells
}

/** Without answers that were taken back before they left: nobody heard them. */
function said(events: Happened[]): Happened[] {
  const unsaid = new Set(
    events.filter(({ kind }) => kind === 'reply_taken_back').map(({ detail }) => detail.message_id),
  )
  return events.filter(({ kind, detail }) => kind !== 'answered' || !unsaid.has(detail.message_id))
}

const cell = (m: Measure, p: string, o: string, n = 1, a = 0): Cell => ({ m, p, o, n, a })
const inOrder = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one])

function summed(cells: Cell[]): Cell[] {
  const same = Map.groupBy(cells, ({ m, p, o }) => `${m}|${p}|${o}`)
  return [...same.values()].map((all) => ({
    ...(all[0] as Cell),
    n: all.reduce((sum, { n }) => sum + n, 0),
    a: all.reduce((sum, { a }) => sum + a, 0),
  }))
}

/** What a complaint counts under once, wherever and however often it happened. */
const countedOnce = new Set<Measure>(['back', 'pingpong', 'rework', 'escalated', 'promise', 'wait_unasked'])

function withAny(cells: Cell[]): Cell[] {
  const met = cells.filter(({ m }) => countedOnce.has(m)).map(({ m, o }) => (m === 'promise' ? `promise_${o}` : m))
  return [...cells, ...[...new Set(met)].map((what) => cell('any', '', what))]
}

/** An event with who had the complaint once it had happened, and who before. */
type Step = { happened: Happened; line: LogEvent; layer: Layer; before: Place }

/** What of the log is work: a second time is rework. */
const activities: Record<string, string> = {
  handover_accepted: 'hand_over',
  reached_management: 'escalate',
  escalation_passed: 'escalate',
  rerouted: 'hand_over',
  answered: 'answer',
  solution_proposed: 'propose',
  asked_again: 'ask_again',
  customer_repeated: 'customer_repeats',
  reclassified: 'classify',
  reopened: 'reopen',
}

/** The complaint's events as lines of a log: what is work by its name, the rest by a name of its own that repeats nothing. */
export function stepsOf({ events, statedTeamId }: Complaint, placeOfPerson: (id: string) => Place): Step[] {
  let now = firstPlace(events, statedTeamId, placeOfPerson)
  let isOver = false
  return events.map((happened, place) => {
    const before = now
    now = placeAfter(happened, placeOfPerson) ?? now
    isOver = happened.kind === 'closed' || (isOver && !opens.has(happened.kind))
    const activity = isInterim(happened) ? 'interim_answer' : (activities[happened.kind] ?? `${happened.kind} ${place}`)
    const line = { case: '', at: happened.at.getTime() / 1000, team: now.place, activity, isOver }
    return { happened, line, layer: now.layer, before }
  })
}

const opens = new Set(['reopened', 'merge_undone'])
const isInterim = ({ kind, detail }: Happened): boolean => kind === 'answered' && detail.interim === true
const wordOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const team = (id: string): Place => ({ place: id, layer: 'unknown' })

/** Where a source tells of teams, the first it names; else the team it states; else that of the first owner. */
function firstPlace(events: Happened[], statedTeamId: string | null, placeOfPerson: (id: string) => Place): Place {
  for (const { detail } of events) {
    const named = wordOf(detail.from_team_id) ?? wordOf(detail.team_id) ?? wordOf(detail.to_team_id)
    if (named) return team(named)
  }
  if (statedTeamId) return team(statedTeamId)
  const owner = wordOf(events[0]?.detail.owner_id)
  return owner ? placeOfPerson(owner) : { place: noPlace, layer: 'unknown' }
}

/** Who has it from this event on; null: as before. */
function placeAfter({ kind, detail }: Happened, placeOfPerson: (id: string) => Place): Place | null {
  const [toTeam, byTeam, toPerson] = [wordOf(detail.to_team_id), wordOf(detail.team_id), wordOf(detail.to_id)]
  if (kind === 'rerouted') return toTeam ? team(toTeam) : null
  if (kind === 'answered') return byTeam ? team(byTeam) : null
  if (takes.has(kind)) return toPerson ? placeOfPerson(toPerson) : null
  return null
}
const takes = new Set(['handover_accepted', 'owner_changed', 'reached_management', 'escalation_passed'])

/** How often the customer came to us until they said that it is solved; the word that it is does not count. */
function contactsOf(events: Happened[]): number {
  const until = events.findIndex(({ kind, detail }) => kind === 'closed' && detail.closure === 'solved')
  const before = until === -1 ? events : events.slice(0, until)
  return before.filter(({ kind }, place) => {
    const [previous, next] = [before[place - 1]?.kind, before[place + 1]?.kind]
    if (kind === 'customer_wrote') return next !== 'customer_solved' && next !== 'said_solved'
    if (kind === 'said_not_solved' || kind === 'wanted_decider') return previous !== 'customer_wrote'
    return kind === 'received' || kind === 'disputed'
  }).length
}

const escalationsOf = (steps: Step[]): Cell[] =>
  steps
    .filter(({ happened }) => happened.kind === 'reached_management')
    .map(({ before }) => cell('escalated', before.place, before.layer))

const timeOf = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) || null : null)

/**
 * What the customer was told we would do: made, broken, and moved. Moved is a later day told in place of one that was told
 * before (interim answers), and a next update put off without a word to the customer.
 */
function promisesOf(steps: Step[]): Cell[] {
  return steps.flatMap((step, place) => {
    const told = (what: string) => cell('promise', step.line.team, what)
    const { kind } = step.happened
    if (kind === 'commitment_made') return [told('made')]
    if (kind === 'commitment_broken') return [told('broken')]
    if (kind === 'next_update_set') return isPutOff(steps, place) ? [told('put_off')] : []
    return kind === 'answered' ? promisedIn(steps, place).map(told) : []
  })
}

/** A later update than the one before, set without an answer at that moment. */
function isPutOff(steps: Step[], place: number): boolean {
  const { at, detail } = (steps[place] as Step).happened
  const earlier = steps.slice(0, place).findLast(({ happened }) => happened.kind === 'next_update_set')
  const [due, before] = [timeOf(detail.due), timeOf(earlier?.happened.detail.due)]
  const spoke = steps[place - 1]?.happened
  const isTold = spoke?.kind === 'answered' && spoke.at.getTime() === at.getTime()
  return due !== null && before !== null && due > before && !isTold
}

/** What an answer says of a promised day: a new one, a later one, or that the one before has passed. */
function promisedIn(steps: Step[], place: number): string[] {
  const { at, detail } = (steps[place] as Step).happened
  const earlier = steps.slice(0, place).findLast(({ happened }) => happened.kind === 'answered')
  const [next, before] = [timeOf(detail.promised_for), timeOf(earlier?.happened.detail.promised_for)]
  const found = next === null ? [] : ['made']
  if (before !== null && at.getTime() > before) found.push('broken')
  if (next !== null && before !== null && next > before) found.push('moved')
  return found
}

const customers = new Set([
  'customer_wrote',
  'disputed',
  'said_not_solved',
  'wanted_decider',
  'said_solved',
  'withdrew',
])
const ours = new Set(['answered', 'solution_proposed'])
const acts = new Set(['handover_accepted', 'rerouted', 'reached_management', 'owner_changed', 'manager_spoke'])

/**
 * The times in which we waited for the customer: from a word of ours to what ended the waiting. A waiting that began with
 * words that ask nothing and ended by something of our own was hardly one for the customer.
 */
function waitsOf(steps: Step[]): Cell[] {
  const cells: Cell[] = []
  let since: { at: number; place: string; asked: boolean | null } | null = null
  for (const { happened, line } of steps) {
    const how = endsWaiting(happened)
    if (since && how) {
      const seconds = Math.max(0, line.at - since.at)
      cells.push(cell('wait', since.place, how, 1, seconds))
      if (how === 'us' && since.asked === false) cells.push(cell('wait_unasked', since.place, '', 1, seconds))
      since = null
    }
    if (ours.has(happened.kind)) {
      const asked = happened.kind === 'solution_proposed' ? true : happened.asked
      since = { at: line.at, place: line.team, asked }
    }
  }
  if (since) cells.push(cell('waiting', since.place, '', 1, since.at))
  return cells
}

function endsWaiting({ kind, detail }: Happened): 'customer' | 'us' | 'closed' | null {
  if (customers.has(kind)) return 'customer'
  if (ours.has(kind) || acts.has(kind)) return 'us'
  if (kind !== 'closed') return null
  return detail.closure === 'solved' || detail.closure === 'withdrawn' ? 'customer' : 'closed'
}
