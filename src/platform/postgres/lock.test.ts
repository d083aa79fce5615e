import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newFolder } from '../../../test/setup/postgres-folders.ts'
import { lockFolder } from './lock.ts'

const write = (folder: string, holder: unknown) => {
  const path = join(folder, '.lock-of-another')
  writeFileSync(path, JSON.stringify(holder))
  return path
}

/** What this process writes about itself. */
async function ownNote(): Promise<Record<string, unknown>> {
  const folder = newFolder()
  const release = await lockFolder(folder)
  const [name = ''] = readdirSync(folder)
  const note = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  await release()
  return note
}

test('a folder is held by one until it is given back', async () => {
  const folder = newFolder()
  const release = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`already running on ${folder} (process ${process.pid})`)
  await release()
  const again = await lockFolder(folder)
  await again()
  expect(readdirSync(folder)).toEqual([])
})

test('of many that ask at once at most one gets it', async () => {
  const folder = newFolder()
  const asked = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => lockFolder(folder)))
  expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
})

test('a holder that is gone, or whose number another process has by now, holds nothing', async () => {
  const folder = newFolder()
  const note = await ownNote()
  write(folder, { ...note, started: 'long ago' })
  await (await lockFolder(folder))()
  writeFileSync(join(folder, '.lock-of-another'), '{"pid": 1, "sta')
  await (await lockFolder(folder))()
  expect(readdirSync(folder)).toEqual([])
})

test('a holder on another machine that shows signs of life is not disturbed', async () => {
  const folder = newFolder()
  const path = write(folder, { pid: 1, started: '1', space: 'another boot', host: 'another' })
  const beating = setInterval(() => utimesSync(path, new Date(), new Date()), 100)
  onTestFinished(() => clearInterval(beating))
  await expect(lockFolder(folder, { silence: 5_000 })).rejects.toThrow('(process 1 on another)')
})

test('a holder on another machine that stays silent holds nothing; meanwhile we say what we wait for', async () => {
  const folder = newFolder()
  write(folder, { pid: 1, started: '1', space: 'another boot', host: 'another' })
  const lines: string[] = []
  const release = await lockFolder(folder, { silence: 500, log: (line) => lines.push(line) })
  expect(lines).toEqual(['Looking whether Amends still runs on this folder on another (1 s).'])
  await release()
})
