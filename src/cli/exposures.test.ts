import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { productFolder } from '../platform/root.ts'

// The program as it is delivered: bundled, in processes of its own. Below dist, so that it finds packages and migrations.
mkdirSync(join(productFolder, 'dist'), { recursive: true })
const built = mkdtempSync(join(productFolder, 'dist', 'try-exposures-'))
const folder = mkdtempSync(join(tmpdir(), 'amends-exposures-'))
const { ownerUrl } = await testDatabase()

beforeAll(() => {
  execFileSync(process.execPath, [join(productFolder, 'run', 'bundle.mjs'), built])
})
afterAll(() => {
  for (const each of [built, folder]) rmSync(each, { recursive: true, force: true })
})

/** A test runs several processes one after the other, perhaps beside others on a busy machine. */
const patience = 120_000
const env = { ...process.env, AMENDS_DATA: join(folder, 'data'), DATABASE_URL: ownerUrl }

function amends(args: string[]): { code: number | null; out: string } {
  const { status, stdout } = spawnSync(process.execPath, [join(built, 'cli.mjs'), ...args], { env, encoding: 'utf8' })
  return { code: status, out: stdout }
}

test(
  'exposures are looked at, imported and listed, and rows that are not understood are kept with their reasons',
  () => {
    const path = join(folder, 'orders.csv')
    writeFileSync(path, 'Month,Orders\n2025-11,12000\n2025-12,13000\nsoon,1\n')
    const looked = amends(['exposures', 'import', path, '--preview'])
    expect(looked.out).toBe(
      '3 rows read: 2 would be stored (0 with another number than before), 1 rejected.\nLine 4: “soon” is no month. Write it as 2026-01.\n',
    )
    const imported = amends(['exposures', 'import', path])
    expect([imported.code, imported.out]).toEqual([
      2,
      `3 rows read: 2 stored (0 with another number than before), 1 rejected.\nRejected rows with their reasons: ${path}.rejected.csv\n`,
    ])
    expect(JSON.parse(amends(['exposures', 'list', '--json']).out)).toEqual([
      { dimension: 'all', valueId: null, month: '2025-12-01', units: 13_000, unitName: 'Orders' },
      { dimension: 'all', valueId: null, month: '2025-11-01', units: 12_000, unitName: 'Orders' },
    ])
  },
  patience,
)
