import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Recognised, recognise } from '../customers/store.ts'
import { ensureBranch } from '../journeys/store.ts'
import { detectLanguage } from '../language/index.ts'
import {
  brokeConstraint,
  type Database,
  inTransaction,
  isAboutData,
  onlyRow,
  type Tx,
} from '../platform/database/index.ts'
import { newId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { Together } from '../platform/together.ts'
import type { NewComplaint } from './shapes.ts'
import { type Actor, chain, emptyHead, type NewEvent, tellOfNew } from './events.ts'
import { type FieldValues, missingAt } from './fields/rules.ts'
import { refuseMissing, valueRows, valuesFor } from './fields/values.ts'
import { insertComplaints, rowsOf } from './insert.ts'
import { acknowledgement } from './letters/acknowledgement.ts'
import { newReference } from './reference.ts'
import { saysAgain } from './repeats/said-already.ts'
import type { RoutingDesk } from './routing/desk.ts'

export type Created = { id: string; reference: string; ownerId: string; nextUpdateDue: Date | null; repeated: boolean }
export type Once = { actor: string; key: string }
type Creation = {
  complaint: NewComplaint
  actor: Actor
  loggedBy?: string | null
  once?: Once | null
  /** False: no letter says that we have it, because a machine sent it or it is old. */
  isAcknowledged?: boolean
  now: Date
}

const hashOf = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest()

/**
 * Takes in one complaint: owner, first event, search, counts, acknowledgement, all in one transaction. When this
 * returns the complaint is on disk. The same idempotency key, or the same number of the same source, gives the complaint
 * that is already there.
 * @throws Problem idempotency_key_reused when the key came with other words, received_in_future, no_such_reference,
 *   fields_invalid, fields_required_intake when one of us logs it
 */
export async function createComplaint(db: Database, desk: RoutingDesk, creation: Creation): Promise<Created> {
  // Before it joins others, so that no bad one disturbs them.
  receivedAtOf(creation)
  await checkFields(desk, creation)
  for (let attempt = 1; ; attempt++) {
    try {
      const created = await createOnce(db, desk, creation)
      if (!created.repeated) tellOfNew(db, created, creation.actor)
      return created
    } catch (error) {
      if (brokeConstraint(error, 'idempotency_keys_pkey') || brokeConstraint(error, 'external_ids_pkey')) {
        return findRepeated(db, creation, error)
      }
      // Another complaint of the same new customer came at once, the owner was deactivated, or a number was taken.
      const isRace = ['customer_addresses_pkey', 'complaints_owner_id_owner_active_fkey', 'complaint_references_pkey']
      if (attempt === 4 || !isRace.some((name) => brokeConstraint(error, name))) throw explain(error)
      desk.refresh()
    }
  }
}

/** What comes at the same time is stored at the same time: one statement and one commit serve up to this many. */
const mostTogether = 32
const gatherings = new WeakMap<Database, Together<Asked, Created>>()
type Asked = { desk: RoutingDesk; creation: Creation }

function gatheringOf(db: Database): Together<Asked, Created> {
  let gathering = gatherings.get(db)
  if (!gathering) {
    const work = (asked: Asked[]) => storeAll(db, asked)
    // Two at once, because one waits for the disk while the other is computed.
    gatherings.set(db, (gathering = new Together({ work, lanes: 2, most: mostTogether, isRefusal: isAboutData })))
  }
  return gathering
}

async function createOnce(db: Database, desk: RoutingDesk, creation: Creation): Promise<Created> {
  const { product, issue } = creation.complaint
  if (!product && !issue) return gatheringOf(db).run({ desk, creation })
  // Only a complaint with new names needs more than the one statement, and so a transaction around it.
  return inTransaction(db, async (tx) => onlyRow({ rows: await storeAll(tx, [{ desk, creation }]) }))
}

/** Stores new complaints, all or none, and answers in their order. */
async function storeAll(db: Database | Tx, asked: Asked[]): Promise<Created[]> {
  const customers = await recognise(
    db,
    asked.map(({ creation }) => creation.complaint.customer ?? null),
  )
  const arrived = await Promise.all(asked.map((each, index) => arrive(db, each, customers[index] ?? null)))
  await insertComplaints(
    db,
    arrived.map(({ rows }) => rows),
  )
  return arrived.map(({ created }) => created)
}

/** Gives a complaint its number, owner, events and acknowledgement. */
async function arrive(db: Database | Tx, { desk, creation }: Asked, customer: Recognised | null) {
  const { complaint, actor, loggedBy, once, now } = creation
  const language = complaint.language ?? detectLanguage(complaint.text).language
  const topic = await topicOf(db, complaint)
  const { channel } = complaint
  const definitions = complaint.fields ? (await desk.fieldsFor(null)).definitions : []
  const values: FieldValues = valuesFor(definitions, complaint.fields ?? {})
  const arrival = { productId: topic.productId, channel, language, customerId: customer?.id ?? null, values }
  const { ownerId, ruleId, ...chosen } = await desk.choose(arrival)
  const receivedAt = receivedAtOf(creation)
  const timed = await desk.clocksFor(arrival, { receivedAt, recordedAt: now })
  const nextUpdateDue = timed.nextUpdateDue ?? chosen.nextUpdateDue
  const [id, reference] = [newId(), newReference()]
  const writing = creation.isAcknowledged === false ? null : await desk.writingOf(ownerId)
  const letter = writing && acknowledgement({ complaint, language, nextUpdateDue }, writing)
  const received: NewEvent = {
    kind: 'received',
    at: receivedAt,
    actor,
    detail: {
      channel,
      language,
      owner_id: ownerId,
      rule_id: ruleId,
      product_id: topic.productId,
      issue_id: topic.issueId,
    },
  }
  const queued: NewEvent = {
    kind: 'letter_queued',
    at: now,
    actor: { kind: 'system', id: null },
    detail: { letter: 'acknowledgement' },
  }
  const happened = [received, ...(letter ? [queued] : []), ...(saysAgain(complaint.text) ? [repeatedAt(now)] : [])]
  const { events, head } = chain(id, emptyHead, happened, now)
  const rows = rowsOf({
    id,
    reference,
    receivedAt: received.at,
    now,
    language,
    customer,
    ...topic,
    ownerId,
    nextUpdateDue,
    clocks: timed.clocks,
    complaint: { ...complaint, fields: values },
    fieldRows: valueRows(definitions, { id, receivedAt: received.at, fields: values }),
    loggedBy: loggedBy ?? null,
    once: once ? { ...once, hash: hashOf(complaint) } : null,
    events,
    head,
    letter,
  })
  return { rows, created: { id, reference, ownerId, nextUpdateDue, repeated: false } }
}

/** Who begins by saying that they told us already had to say it again. */
const repeatedAt = (now: Date): NewEvent => ({
  kind: 'customer_repeated',
  at: now,
  actor: { kind: 'system', id: null },
})

async function topicOf(db: Database | Tx, { productId, product, issueId, issue, stepId }: NewComplaint) {
  return {
    productId: productId ?? (product ? await ensureBranch(db, 'products', [product]) : null),
    issueId: issueId ?? (issue ? await ensureBranch(db, 'issues', [issue]) : null),
    stepId: stepId ?? null,
  }
}

/** @throws Problem fields_invalid, fields_required_intake */
async function checkFields(desk: RoutingDesk, { complaint, loggedBy }: Creation): Promise<void> {
  if (!complaint.fields && !loggedBy) return
  const { definitions, productIds } = await desk.fieldsFor(complaint.productId ?? null)
  const values = valuesFor(definitions, complaint.fields ?? {})
  if (loggedBy) refuseMissing('intake', missingAt('intake', definitions, { values, productIds }))
}

/** @throws Problem received_in_future */
function receivedAtOf({ complaint, now }: Creation): Date {
  const receivedAt = complaint.receivedAt ? new Date(complaint.receivedAt) : now
  if (receivedAt <= now) return receivedAt
  const fields = [{ field: 'receivedAt', message: 'received_in_future' }]
  throw new Problem('invalid', 'received_in_future', {}, { fields })
}

async function findRepeated(db: Database, { complaint, once }: Creation, cause: unknown): Promise<Created> {
  const { rows } = await sql<{
    id: string
    reference: string
    owner_id: string
    next_update_due: Date | null
    request_hash: Buffer | null
  }>`
    with known as (
      select complaint_id, request_hash, 1 as rank from idempotency_keys where actor = ${once?.actor ?? ''} and key = ${once?.key ?? ''}
      union all
      select complaint_id, null, 2 from external_ids where source = ${complaint.source} and external_id = ${complaint.externalId ?? ''})
    select c.id, c.reference, c.owner_id, c.next_update_due, known.request_hash
    from known join complaints c on c.id = known.complaint_id order by known.rank limit 1`.execute(db)
  const found = rows[0]
  if (!found) throw cause
  if (found.request_hash && !found.request_hash.equals(hashOf(complaint)))
    throw new Problem('unprocessable', 'idempotency_key_reused')
  return {
    id: found.id,
    reference: found.reference,
    ownerId: found.owner_id,
    nextUpdateDue: found.next_update_due,
    repeated: true,
  }
}

function explain(error: unknown): unknown {
  for (const [constraint, field] of [
    ['complaints_product_id_fkey', 'productId'],
    ['complaints_issue_id_fkey', 'issueId'],
    ['complaints_step_id_fkey', 'stepId'],
  ] as const) {
    if (brokeConstraint(error, constraint)) {
      return new Problem(
        'unprocessable',
        'no_such_reference',
        { field },
        { cause: error, fields: [{ field, message: 'no_such_reference' }] },
      )
    }
  }
  return error
}
