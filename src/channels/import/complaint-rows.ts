import type { Cell } from '../../complaints/counts.ts'
import { chain, emptyHead } from '../../complaints/events.ts'
import { adoptValues } from '../../complaints/fields/rules.ts'
import { valueRows } from '../../complaints/fields/values.ts'
import { eventRow } from '../../complaints/insert.ts'
import { newReference } from '../../complaints/reference.ts'
import { whoHasTheWord } from '../../complaints/who-has-the-word.ts'
import type { RoutingDesk } from '../../complaints/routing/desk.ts'
import { detectLanguage } from '../../language/index.ts'
import { newId } from '../../platform/ids.ts'
import { type History, historyOf } from './history.ts'
import type { ImportedComplaint } from './imported-complaint.ts'
import type { Names } from './names.ts'

export type RowsContext = { importId: string; desk: RoutingDesk; names: Names; now: Date }
/** One imported complaint as the rows that it becomes in each table. */
export type ComplaintRows = Awaited<ReturnType<typeof rowsOf>>

/** Makes the rows of a complaint. Finds names and an owner, and writes nothing but names that are new. @throws Problem not_set_up */
export async function rowsOf(
  given: ImportedComplaint,
  customerId: string | null,
  { importId, desk, names, now }: RowsContext,
) {
  const id = newId()
  const teams = await teamsOf(given, names)
  const history = historyOf(given.history, (name) => teams.get(name) ?? null)
  const language = given.language ?? (given.text ? detectLanguage(given.text).language : 'und')
  const productId = await names.branch('products', [given.product, given.subProduct])
  const issueId = await names.branch('issues', [given.issue, given.subIssue])
  const stepId = await names.step(given.step)
  const { receivedAt, channel, title, text } = given
  const { definitions } = await desk.fieldsFor(null)
  const fields = adoptValues(definitions, given.fields)
  const isClosed = history.closing !== null
  const arrival = { productId, channel, language, customerId, values: fields, isClosed }
  const { ownerId, updateWithinHours } = await desk.choose(arrival)
  const detail = { channel, language, owner_id: ownerId, product_id: productId, issue_id: issueId, import_id: importId }
  const received = { kind: 'received', at: receivedAt, actor: { kind: 'import', id: null } as const, detail }
  const { events, head } = chain(id, emptyHead, [received, ...history.events], now)
  return {
    complaint: {
      id,
      reference: newReference(),
      received_at: receivedAt,
      recorded_at: now,
      channel,
      language,
      customer_id: customerId,
      title,
      text,
      product_id: productId,
      issue_id: issueId,
      step_id: stepId,
      owner_id: ownerId,
      import_id: importId,
      fields,
      team_id: teams.get(given.team) ?? history.lastTeamId,
      customer_waits_since: isClosed ? null : waitsSince([received, ...history.events]),
      next_update_due: isClosed ? null : dueAfter(history, receivedAt, updateWithinHours),
      closed_at: history.closing?.at ?? null,
      closure: history.closing?.closure ?? null,
      event_count: head.count,
      events_head: head.hash,
    },
    events: events.map((event) => eventRow(id, event)),
    tags: await tagsOf(given.tags, names, { complaint_id: id, received_at: receivedAt }, now),
    fieldValues: valueRows(definitions, { id, receivedAt, fields }),
    ...belongings(id, history, channel),
    cell: {
      receivedAt,
      productId,
      issueId,
      stepId,
      channel,
      language,
      causeClass: null,
      causeLocus: null,
      causeId: null,
    } satisfies Cell,
  }
}

function waitsSince(events: Parameters<typeof whoHasTheWord>[0]): Date | null {
  const word = whoHasTheWord(events)
  return word?.by === 'customer' ? word.at : null
}

/** Two names may have become one tag. */
async function tagsOf(
  given: string[],
  names: Names,
  of: { complaint_id: string; received_at: Date },
  now: Date,
): Promise<{ complaint_id: string; received_at: Date; tag_id: string }[]> {
  const ids = await Promise.all(given.map((name) => names.tag(name, now)))
  return [...new Set(ids)].flatMap((tag_id) => (tag_id ? [{ ...of, tag_id }] : []))
}

/** The ids of all teams that a complaint and its history name. */
async function teamsOf({ team, history }: ImportedComplaint, names: Names): Promise<Map<string | null, string>> {
  const said = history.flatMap((event) =>
    event.kind === 'answered' ? [event.by] : event.kind === 'rerouted' ? [event.from, event.to] : [],
  )
  const teams = new Map<string | null, string>()
  for (const name of new Set([team, ...said])) {
    const id = name?.trim() ? await names.team(name) : null
    if (id) teams.set(name, id)
  }
  return teams
}

/** When an open complaint's customer should have heard from us: what we promised last, else so long after the last event. */
function dueAfter(history: History, receivedAt: Date, updateWithinHours: number): Date {
  const promised = history.commitments.find((each) => each.keptAt === null)?.dueAt
  return promised ?? new Date((history.lastAt ?? receivedAt).getTime() + updateWithinHours * 3_600_000)
}

/** The rows beside the complaint that its history makes. */
function belongings(complaint_id: string, history: History, channel: string) {
  return {
    messages: history.messages.map(({ id, direction, at, text, teamId }) => ({
      complaint_id,
      id,
      direction,
      channel,
      at,
      author_team_id: teamId,
      text,
    })),
    commitments: history.commitments.map(({ id, text, madeAt, dueAt, keptAt }) => ({
      complaint_id,
      id,
      text,
      made_at: madeAt,
      due_at: dueAt,
      kept_at: keptAt,
    })),
    handovers: history.handovers.map(({ id, fromTeamId, toTeamId, at, note }) => ({
      complaint_id,
      id,
      from_team_id: fromTeamId,
      to_team_id: toTeamId,
      offered_at: at,
      note,
      answered_at: at,
      answer: 'imported',
    })),
    closures: history.closings.map(({ closure, at, messageId, words }) => ({
      complaint_id,
      closure,
      closed_at: at,
      customer_message_id: messageId,
      reasons: words,
    })),
  }
}
