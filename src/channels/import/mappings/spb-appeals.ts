import { z } from 'zod'
import type { ImportedComplaint, ImportedEvent } from '../imported-complaint.ts'
import { readIso } from '../mapping/named-dates.ts'
import { endOfDay, instantOf } from '../mapping/instant.ts'
import type { ImportProblem } from '../problems.ts'
import type { SourceRow } from '../read/row.ts'

/** One entry of the portal's own history of an appeal. */
const AppealEvent = z.object({
  at: z.string(),
  kind: z.string(),
  text: z.string().nullish(),
  status: z.string().nullish(),
  interim: z.boolean().nullish(),
  promised: z.string().nullish(),
  by: z.string().nullish(),
  comment_html: z.string().nullish(),
  reason_change: z.object({ old: z.string().nullish(), current: z.string().nullish() }).nullish(),
})
type AppealEvent = z.infer<typeof AppealEvent>

const confirmed = 'Завершено: Пользователь удовлетворен'
const closed = 'Завершено'

/**
 * The history of an appeal to the city portal "Our St Petersburg". The first message is the complaint, every later one the
 * customer writing again. A confirmation repeated by the portal counts once. Where the first entry is not a message, the
 * appeal was sent back to its author: it was received no later than that entry.
 */
export function addAppealHistory(row: SourceRow, complaint: ImportedComplaint, timeZone: string): ImportProblem[] {
  const parsed = z.array(AppealEvent).safeParse(row.events)
  if (!parsed.success) return [{ field: 'events', key: 'history_unreadable', values: {} }]
  const events = parsed.data
  const first = events.findIndex(({ kind }) => kind === 'message')
  if (first > 0) complaint.fields.receivedDateKnown = 'false'
  complaint.text = events[first]?.text ?? null
  for (const [index, event] of events.entries()) {
    const at = moment(event.at, timeZone)
    if (!at) return [{ field: 'events', key: 'history_unreadable', values: {} }]
    const found = index === first ? null : translate(event, at, timeZone)
    if (found && !isRepeated(found, complaint.history)) complaint.history.push(found)
  }
  return []
}

function translate(event: AppealEvent, at: Date, timeZone: string): ImportedEvent | null {
  switch (event.kind) {
    case 'message':
      return event.text ? { kind: 'customer_wrote', at, text: event.text } : null
    case 'answer':
      return answered(event, at, timeZone)
    case 'route':
      return rerouted(event.comment_html ?? '', at)
    case 'recode':
      return {
        kind: 'reclassified',
        at,
        from: event.reason_change?.old ?? null,
        to: event.reason_change?.current ?? null,
      }
    case 'status':
      return statusOf(event.status ?? '', at)
    default:
      return null
  }
}

function statusOf(status: string, at: Date): ImportedEvent | null {
  if (status.startsWith(confirmed)) return { kind: 'closed', at, closure: 'solved', words: status }
  if (status.startsWith(closed)) return { kind: 'closed', at, closure: 'historic', words: status }
  return status ? { kind: 'status', at, status } : null
}

function answered({ by, text, interim, promised }: AppealEvent, at: Date, timeZone: string): ImportedEvent {
  const promise = promised ? readIso(promised) : null
  const promisedFor = promise && (promise.hasTime ? instantOf(promise, timeZone) : endOfDay(promise, timeZone))
  return { kind: 'answered', at, by: by ?? null, text: text ?? null, interim: interim === true, promisedFor }
}

/**
 * A re-routing names a controller, a coordinator, or both, before and after; the coordinator is the one who does the work.
 * Names may hold quotes of their own: от координатора: "ГКУ "Центр"" контролеру: "…", координатору: "…".
 */
function rerouted(note: string, at: Date): ImportedEvent {
  const [from, to] = [bodyIn(note, 'от координатора'), bodyIn(note, 'координатору')]
  if (from !== to) return { kind: 'rerouted', at, from, to, note }
  return { kind: 'rerouted', at, from: bodyIn(note, 'от контролера'), to: bodyIn(note, 'контролеру'), note }
}

function bodyIn(note: string, role: string): string | null {
  const start = note.indexOf(`${role}: "`)
  if (start < 0) return null
  const name = note.slice(start + role.length + 3)
  const end = name.search(/"(?:,\s|\s(?:контролеру|координатору):|\.|\s*$)/u)
  return (end < 0 ? name : name.slice(0, end)).trim()
}

function isRepeated(event: ImportedEvent, history: readonly ImportedEvent[]): boolean {
  const last = history.at(-1)
  return event.kind === 'closed' && last?.kind === 'closed' && last.closure === event.closure
}

function moment(text: string, timeZone: string): Date | null {
  const written = readIso(text)
  return written && instantOf(written, timeZone)
}
