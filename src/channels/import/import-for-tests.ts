import { setTimeout as wait } from 'node:timers/promises'
import type { Caller, Product } from '../../../test/setup/product.ts'
import { newId } from '../../platform/ids.ts'
import { RoutingDesk } from '../../complaints/routing/desk.ts'
import type { ImportStatus } from './contract.ts'
import type { ImportedComplaint } from './imported-complaint.ts'
import { insertImport } from './imports.ts'
import { Names } from './names.ts'
import { storeBatch } from './store.ts'

/** The command line of the server's own machine. */
export const commandLine: Caller = { headers: { authorization: 'Bearer local-token' } }

let made = 0

/** A complaint as a file may give it, with what a test changes of it. */
export function imported(changes: Partial<ImportedComplaint> = {}): ImportedComplaint {
  return {
    externalId: `N-${++made}`,
    receivedAt: new Date('2026-01-10T10:00:00Z'),
    text: 'The lift stood still.',
    title: null,
    channel: 'web_form',
    language: null,
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
    ...changes,
  }
}

/** A way to store complaints directly, as batches of one import. */
export async function importInto({ db, clock }: Product) {
  const importId = newId()
  const mapping = { name: 'test', version: 1, columns: { receivedAt: {} }, rest: 'fields' } as const
  await insertImport(db, {
    id: importId,
    fileName: 'test.csv',
    path: '/test.csv',
    mapping,
    startedBy: null,
    now: clock.now(),
  })
  const context = { importId, desk: new RoutingDesk(db, clock), names: new Names(db), now: clock.now() }
  const store = (complaints: ImportedComplaint[], within: Parameters<typeof storeBatch>[3] = async () => {}) => {
    const keyed = complaints.map((complaint) => ({ complaint, source: 'test', key: complaint.externalId ?? '' }))
    return storeBatch(db, keyed, context, within)
  }
  return { store, context }
}

type Asked = { as?: string; mapping?: unknown }

/** Starts an import of a file on this machine and waits for its end. */
export async function importFile(product: Product, path: string, asked: Asked = {}): Promise<ImportStatus> {
  const started = await product.call(commandLine, 'startLocalImport', { body: { path, ...asked } })
  if (started.status !== 202) throw new Error(`${started.status} ${started.body.detail}`)
  return ended(product, started.body.id)
}

/** Waits for the end of an import. */
export async function ended(product: Product, id: string): Promise<ImportStatus> {
  for (;;) {
    const { body } = await product.call(commandLine, 'readImport', { params: { id } })
    if (body.state !== 'running') return body
    await wait(20)
  }
}

/** A small table of complaints: its header, its rows, the file, and a mapping for it under a name of one's own. */
export const header = 'Case number,Date received,Complaint text,Product'
export const row = (number: number | string, text = 'The parcel came late and the box was open.', day = '2025-11-20') =>
  `${number},${day},"${text}",Parcel`
export const csv = (rows: string[]) => `${[header, ...rows].join('\n')}\n`
export const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => row(from + index))
export const mappingNamed = (name: string) => ({
  name,
  version: 1,
  rest: 'fields',
  columns: {
    externalId: { from: 'Case number' },
    receivedAt: { from: 'Date received' },
    text: { from: 'Complaint text' },
    product: { from: 'Product' },
  },
})
