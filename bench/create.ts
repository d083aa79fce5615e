// Creations alone: npm run bench create
import { join } from 'node:path'
import { load } from './parts/load.ts'
import { shippedRows } from './parts/resample.ts'
import { startMeasured } from './parts/server.ts'
const root = join(import.meta.dirname, '..')
const words = shippedRows(root).map((row) => row['Consumer complaint narrative'] ?? '').filter(Boolean)
const server = await startMeasured(root, 7398)
for (let round = 0; round < 3; round++) for (const clients of [1, 8]) {
  const t = await load(server, (i) => ({ method: 'POST', path: '/api/v1/complaints', body: { text: words[i % words.length] as string, channel: 'email', language: 'en', customer: i % 2 ? { email: `c${Date.now()}-${i}@example.com` } : null } }), { clients, seconds: 5 })
  console.log(clients, t.perSecond.toFixed(0), t.p50.toFixed(1), t.p95.toFixed(1), t.failed, server.memory().toFixed(0))
}
await server.stop()
