import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './say.mjs'

/** How often the holder shows that it lives, and after how long a silent one counts as gone (ms). */
const beat = 2_000
const silence = 20_000
const patience = 15 * 60_000

/** Runs `work` while no other process of this folder does; waits for one that does. */
export async function locked(root, work) {
  const folder = join(root, '.toolchain')
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'lock')
  await take(lock)
  const timer = setInterval(() => touch(lock), beat)
  const release = () => rmSync(lock, { force: true })
  process.on('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    process.off('exit', release)
    release()
  }
}

async function take(lock) {
  const note = JSON.stringify({ pid: process.pid, token: randomUUID() })
  for (let waited = 0; !isMade(lock, note); waited += 200) {
    const holder = read(lock)
    if (isGone(lock, holder)) remove(lock, holder)
    if (waited === 1_000) process.stderr.write(`Waiting for another start (process ${holder?.pid ?? '?'}) to finish.\n`)
    if (waited > patience) {
      throw new Failure(
        `Another start (process ${holder?.pid ?? '?'}) has been preparing this folder for 15 minutes.`,
        `End it, or if it is not there, remove ${lock}; then try again.`,
      )
    }
    await new Promise((done) => setTimeout(done, 200))
  }
}

/** Making a file that must not be there is one step: it succeeds for one process only. */
function isMade(lock, note) {
  try {
    writeFileSync(lock, note, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function read(lock) {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'))
  } catch {
    return null
  }
}

function isGone(lock, holder) {
  if (holder && !isThere(holder.pid)) return true
  // The number may belong to another program by now, and an empty file is being written or was torn by a power cut.
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  return age > silence
}

function isThere(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes a dead holder's lock away; puts it back if a living one had come in between. */
function remove(lock, holder) {
  const aside = `${lock}-${randomUUID()}`
  try {
    renameSync(lock, aside)
    const taken = read(aside)
    if (taken && taken.token !== holder?.token) isMade(lock, JSON.stringify(taken))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  rmSync(aside, { force: true })
}

function touch(lock) {
  const now = new Date()
  try {
    utimesSync(lock, now, now)
  } catch {}
}
