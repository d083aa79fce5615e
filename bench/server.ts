// The whole product under load: npm run bench server [complaints, 200000 when left out].
// Starts the built server on a new folder, imports complaints drawn from the shipped real ones, then measures.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expose } from './parts/exposures.ts'
import { load, type Sent } from './parts/load.ts'
import { readPages, say, show } from './parts/pages.ts'
import { type Row, shippedRows, writeResampled } from './parts/resample.ts'
import { type Measured, startMeasured } from './parts/server.ts'

const root = join(import.meta.dirname, '..')
const wanted = Number(process.argv[2] ?? 200_000)
const rows = shippedRows(root)
const withWords = rows.filter((row) => row['Consumer complaint narrative'])

say(`${cpus().length} cores, Node ${process.version}, ${wanted} complaints`)
const server = await startMeasured(root, 7399)
try {
  await whenDemonstrationStands(server)
  await importResampled(server)
  await expose(server)
  await create(server)
  await readPages(server)
  say(`server memory ${server.memory().toFixed(0)} MB`)
} finally {
  await server.stop()
}

async function whenDemonstrationStands({ address }: Measured): Promise<void> {
  for (;;) {
    const { state } = (await (await fetch(`${address}/api/v1/demonstration`)).json()) as { state: string }
    if (state === 'done') return
    await wait(200)
  }
}

async function importResampled({ cli, memory }: Measured): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-rows-'))
  const path = join(folder, 'complaints.csv')
  await writeResampled(rows, wanted, path)
  const began = performance.now()
  const { storedRows } = JSON.parse(cli('import', path, '--as', 'cfpb', '--json')) as { storedRows: number }
  const seconds = (performance.now() - began) / 1000
  say(
    `import ${storedRows} rows in ${seconds.toFixed(1)} s: ${(storedRows / seconds).toFixed(0)} rows/s; server memory ${memory().toFixed(0)} MB`,
  )
  rmSync(folder, { recursive: true })
}

function newComplaint(index: number): Sent {
  const row = withWords[index % withWords.length] as Row
  const customer = { email: `customer${index}@example.com` }
  return {
    method: 'POST',
    path: '/api/v1/complaints',
    body: {
      text: row['Consumer complaint narrative'],
      channel: 'email',
      language: 'en',
      customer: index % 2 === 0 ? customer : null,
    },
  }
}

async function create(server: Measured): Promise<void> {
  const base = Math.floor(Date.now() / 1000) * 1_000_000
  for (const clients of [1, 8])
    show(
      `create, ${clients} client${clients > 1 ? 's' : ''}`,
      await load(server, (index) => newComplaint(base + clients * 100_000 + index), { clients, seconds: 10 }),
    )
}
