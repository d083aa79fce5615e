import pg from 'pg'
import { afterAll } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '../setup/database.ts'

type Row = object

/** A database reached by plain SQL: as the application's role (`app`) and as the owner of the tables (`owner`). */
export type Plain = TestDatabase & { app: pg.Client; owned: pg.Client }

/** A database of this test file, and a connection as each of its two roles. */
export async function plainDatabase(): Promise<Plain> {
  const database = await testDatabase()
  const app = new pg.Client({ connectionString: database.appUrl })
  const owned = new pg.Client({ connectionString: database.ownerUrl })
  await Promise.all([app.connect(), owned.connect()])
  afterAll(async () => {
    await Promise.all([app.end(), owned.end()])
  })
  return { ...database, app, owned }
}

/** Stores a row; what is an object goes in as JSON. */
export async function insert(client: pg.Client, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row)
  const values = Object.values(row).map((value) =>
    value !== null && typeof value === 'object' && !(value instanceof Date) && !Buffer.isBuffer(value)
      ? JSON.stringify(value)
      : value,
  )
  const places = columns.map((_, index) => `$${index + 1}`)
  await client.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, values)
}

/**
 * What the database says to `work`, which is undone afterwards: the name of the constraint that refuses it (also one that
 * is only looked at on commit), 'permission denied', or null when it lets it pass.
 */
export async function refusal(client: pg.Client, work: () => Promise<unknown>): Promise<string | null> {
  await client.query('begin')
  try {
    await work()
    await client.query('set constraints all immediate')
    return null
  } catch (error) {
    const { code, constraint, column, message } = error as pg.DatabaseError
    if (code === '42501') return 'permission denied'
    if (code === '23502') return `${column} is null`
    return constraint ?? message
  } finally {
    await client.query('rollback')
  }
}

/** Stores an active person and returns the id. */
export async function person(client: pg.Client, row: Row = {}): Promise<string> {
  const id = newId()
  const { role = 'agent' } = row as { role?: string }
  await insert(client, 'people', {
    id,
    name: 'Somebody',
    email: `${id}@example.com`,
    role,
    created_at: new Date(),
    ...row,
  })
  await insert(client, 'role_grants', { person_id: id, role, granted_at: new Date() })
  return id
}

const longAgo = new Date('2026-01-05T09:00:00Z')
const hash = Buffer.alloc(32)

/** Stores an open complaint with its first event and returns the id. */
export async function complaint(client: pg.Client, ownerId: string, row: Row = {}): Promise<string> {
  const id = newId()
  await insert(client, 'complaints', {
    id,
    reference: id,
    received_at: longAgo,
    recorded_at: longAgo,
    channel: 'phone',
    text: 'It broke.',
    owner_id: ownerId,
    next_update_due: longAgo,
    event_count: 1,
    events_head: hash,
    ...row,
  })
  await event(client, id, 1)
  return id
}

/** Stores an event, unchained: for rules that look at its kind and number only. */
export async function event(client: pg.Client, complaintId: string, seq: number, kind = 'received'): Promise<void> {
  await insert(client, 'complaint_events', {
    complaint_id: complaintId,
    seq,
    at: longAgo,
    recorded_at: longAgo,
    kind,
    actor_kind: 'system',
    detail: {},
    previous_hash: hash,
    hash,
  })
}

/** Stores words about a complaint and returns the message's id. */
export async function message(client: pg.Client, complaintId: string, direction: 'in' | 'out' | 'note') {
  const id = newId()
  await insert(client, 'messages', {
    complaint_id: complaintId,
    id,
    direction,
    channel: 'phone',
    at: longAgo,
    text: 'Yes.',
  })
  return id
}

/** Stores a solution that was proposed in words of ours, and returns its id. */
export async function solution(client: pg.Client, complaintId: string, row: Row = {}): Promise<string> {
  const id = newId()
  await insert(client, 'solutions', {
    complaint_id: complaintId,
    id,
    message_id: await message(client, complaintId, 'out'),
    proposed_at: longAgo,
    remind_after_days: 5,
    reminders_stated: 2,
    ...row,
  })
  return id
}

/** Stores a reminder (the `reminder`-th, sent unless said otherwise), queued by the complaint's event `occasion`. */
export async function reminder(client: pg.Client, complaintId: string, occasion: number, row: Row = {}): Promise<void> {
  await insert(client, 'letters', {
    complaint_id: complaintId,
    kind: 'reminder',
    occasion,
    to_address: 'a@example.com',
    language: 'en',
    subject: 'Did it help?',
    body: 'Tell us.',
    queued_at: longAgo,
    next_attempt_at: longAgo,
    sent_at: longAgo,
    ...row,
  })
}

export { longAgo }
