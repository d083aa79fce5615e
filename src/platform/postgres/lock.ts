import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PostgresFailure } from './failure.ts'
import { processSpace, processStart } from './processes.ts'

/** How often a holder shows that it lives (ms). */
const beat = 5_000

interface Holder {
  pid: number
  started: string | null
  space: string
  host: string
}

export const isLockFile = (name: string): boolean => name.startsWith('.lock-')

export interface LockOptions {
  /** After how many ms without a sign of life a holder on another machine counts as gone. */
  silence?: number
  log?: (line: string) => void
}

/**
 * Takes `folder` for this process and returns how to give it back. First announce, then look: each process writes a file
 * of its own name and only then looks for others, so of two at most one goes on, and a dead one's file can be removed
 * without the danger of removing a living one's. Throws `PostgresFailure` when another process holds the folder.
 */
export async function lockFolder(folder: string, options: LockOptions = {}): Promise<() => Promise<void>> {
  for (let attempt = 1; ; attempt++) {
    const own = await announce(folder)
    const holder = await otherHolder(folder, own, options).catch(async (error) => {
      await rm(own, { force: true })
      throw error
    })
    if (!holder) return keep(own)
    await rm(own, { force: true })
    if (attempt === 5) throw heldBy(holder, folder)
    await wait(30 + Math.random() * 150)
  }
}

const heldBy = ({ pid, host }: Holder, folder: string): PostgresFailure =>
  new PostgresFailure(
    `Amends is already running on ${folder} (process ${pid}${host === hostname() ? '' : ` on ${host}`}).`,
    'Stop that one first, or give this one another folder with AMENDS_DATA.',
  )

async function announce(folder: string): Promise<string> {
  const name = randomUUID()
  const unfinished = join(folder, `.unfinished-lock-${name}`)
  const own = join(folder, `.lock-${name}`)
  const holder: Holder = {
    pid: process.pid,
    started: processStart(process.pid),
    space: processSpace(),
    host: hostname(),
  }
  try {
    await writeFile(unfinished, JSON.stringify(holder), { mode: 0o600 })
    // Others never see half a file.
    await rename(unfinished, own)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return own
}

async function otherHolder(folder: string, own: string, options: LockOptions): Promise<Holder | null> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!isLockFile(name) || path === own) continue
    const holder = await readHolder(path)
    if (holder && (await isLive(holder, path, options))) return holder
    await rm(path, { force: true })
  }
  return null
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Holder
    return typeof holder.space === 'string' ? holder : null
  } catch {
    // Given back meanwhile, or torn by a power cut: nobody living left it like that.
    return null
  }
}

async function isLive(holder: Holder, path: string, { silence = 3 * beat, log }: LockOptions): Promise<boolean> {
  if (holder.space === processSpace()) return holder.started !== null && processStart(holder.pid) === holder.started
  // Another machine or container on a shared disk: its processes cannot be asked, but its beat can be watched.
  log?.(`Looking whether Amends still runs on this folder on ${holder.host} (${Math.ceil(silence / 1000)} s).`)
  const first = await lastBeat(path)
  for (let waited = 0; first !== null && waited < silence; waited += 250) {
    await wait(250)
    const now = await lastBeat(path)
    if (now !== first) return now !== null
  }
  return false
}

const lastBeat = async (path: string): Promise<number | null> => (await stat(path).catch(() => null))?.mtimeMs ?? null

function keep(own: string): () => Promise<void> {
  const timer = setInterval(() => {
    const now = new Date()
    utimes(own, now, now).catch(() => {})
  }, beat)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await rm(own, { force: true })
  }
}
