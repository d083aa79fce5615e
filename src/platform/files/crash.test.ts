import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { productFolder } from '../root.ts'
import { openDiskStore } from './disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'amends-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** Stores files in a process of its own and ends it, without a warning, after so many were said to be stored. */
function killAfter(count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(productFolder, 'test', 'setup', 'put-files.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (words: Buffer) => {
      said += words
      if (said.split('\n').length > count) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => resolve(said.split('\n').slice(0, -1)))
  })
}

test('a process that is killed leaves whole files or none, and every one that it said was stored', async () => {
  const said = (await Promise.all([3, 4, 5].map(killAfter))).flat()
  expect(said.length).toBeGreaterThanOrEqual(12)
  const files = await openDiskStore(folder)
  for (const line of said) {
    const [id = '', hash] = line.split(' ')
    expect(sha256(await buffer(await files.get(id)))).toBe(hash)
  }
  const kept = globSync('kept/*/*', { cwd: folder })
  expect(kept.length).toBeGreaterThanOrEqual(said.length)
  expect(kept.map((path) => readFileSync(join(folder, path)).length)).toEqual(kept.map(() => 400_000))
})
