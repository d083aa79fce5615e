import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const journeys = 'test/journeys/*.test.ts'

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['{src,web}/**/*.test.{ts,tsx}', '{test,demo}/**/*.test.ts', 'run/*.test.mjs'],
          exclude: [journeys],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // A browser, a server and a database keep a small machine busy: two journeys at once are slower than one after another.
        test: { name: 'journeys', include: [journeys], maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
    globalSetup: ['test/setup/cluster.ts'],
    // Test files share one process per core, so modules are loaded once: a tenth of the time. A test that changes something
    // for the whole process (environment, clock) must put it back. Processes rather than threads, because tests of the
    // server and of PostgreSQL use signals and end processes, which a thread cannot do.
    pool: 'forks',
    isolate: false,
    // Long enough for a machine that does much else at once: what hangs is found all the same.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // What a browser shows follows what was done a moment later, how much later depends on the machine.
    expect: { poll: { timeout: 30_000, interval: 50 } },
  },
})
