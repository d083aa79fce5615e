// node test/setup/hold-postgres.ts FOLDER: starts PostgreSQL on FOLDER as a process of its own, which tests can kill.
// Says in one JSON line how it went; ends when its input does.
import { startEmbedded } from '../../src/platform/postgres/index.ts'

const say = (fact: unknown) => process.stdout.write(`${JSON.stringify(fact)}\n`)

try {
  const { pid, adopted, stop } = await startEmbedded({ dataFolder: process.argv[2] ?? '' })
  say({ pid, adopted })
  process.stdin.on('end', () => void stop()).resume()
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) })
}
