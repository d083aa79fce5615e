import { type ChildProcess, execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fixedArguments } from './conf.ts'
import { failureFrom, freeBytes, PostgresFailure } from './failure.ts'
import type { Layout } from './folder.ts'
import { isPostgresIn, processStart } from './processes.ts'
import { launch, type Programs, tie } from './programs.ts'

export interface Postmaster {
  pid: number
  port: number
  /** The folder of its socket. */
  socket: string
  status: string
  /** Absent when it was started by another process. */
  child?: ChildProcess
}

/** What postmaster.pid says; its lines are listed in PostgreSQL's src/include/utils/pidfile.h. Null without one. */
export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const [pid, , , port, socket = '', , , status = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split(
      '\n',
    )
    return { pid: Number(pid), port: Number(port), socket, status: status.trim() }
  } catch {
    return null
  }
}

/**
 * The server that still runs on the cluster though whoever started it is gone; null when there is none. One that is
 * ending is waited for. A file that a crash left behind is removed when its process is not a PostgreSQL of this folder.
 */
export async function survivor(layout: Layout, log: (line: string) => void): Promise<Postmaster | null> {
  const found = readPostmaster(layout.cluster)
  if (!found) return null
  if (!isPostgresIn(found.pid, layout.cluster)) {
    log('The database was not shut down cleanly; it repairs itself from its journal.')
    rmSync(join(layout.cluster, 'postmaster.pid'), { force: true })
    return null
  }
  // The end of its parent may have told it to stop just now: give it a moment to say so.
  await wait(300)
  while (isPostgresIn(found.pid, layout.cluster)) {
    const now = readPostmaster(layout.cluster)
    if (now?.status !== 'stopping') return now
    await wait(50)
  }
  return null
}

/** Starts a server and waits until it accepts connections, however long its repair takes. Throws `PostgresFailure`. */
export async function startPostmaster(
  layout: Layout,
  programs: Programs,
  port: number,
  log: (line: string) => void,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const child = begin(layout, programs, port)
    const ready = await untilReady(layout, child, log)
    if (ready) return { ...ready, child }
    const said = readFileSync(layout.log, 'utf8')
    // Servants of a killed postmaster notice within moments that it is gone, and end.
    if (!/pre-existing shared memory block/.test(said) || attempt === 20) {
      throw failureFrom(said, await freeBytes(layout.folder), layout.folder)
    }
    await wait(500)
  }
}

function begin(layout: Layout, programs: Programs, port: number): ChildProcess {
  try {
    renameSync(layout.log, layout.previousLog)
  } catch {}
  const log = openSync(layout.log, 'w', 0o600)
  const args = ['-D', layout.cluster, ...fixedArguments(layout, port)]
  // Its own process group: Ctrl-C at the terminal is for us, who still want to write before it ends.
  const options = { stdio: ['ignore', log, log] as ['ignore', number, number], detached: true, front: tie() }
  try {
    const child = launch(programs, programs.binaries.postgres, args, options)
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

async function untilReady(
  layout: Layout,
  child: ChildProcess,
  log: (line: string) => void,
): Promise<Postmaster | null> {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  for (let waited = 0; !ended; waited += 10) {
    const found = readPostmaster(layout.cluster)
    if (found?.pid === child.pid && found?.status === 'ready') return found
    if (waited > 0 && waited % 10_000 === 0) log(`The database is still getting ready (${waited / 1000} s).`)
    await wait(10)
  }
  return null
}

/** Ends the server: connections are cut, everything is written to disk. Throws `PostgresFailure` if it will not end. */
export async function stopPostmaster(layout: Layout, programs: Programs, { pid }: Postmaster): Promise<void> {
  const began = processStart(pid)
  if (began === null) return
  signal(layout, programs, pid, 'SIGINT')
  for (let waited = 0; processStart(pid) === began; waited += 20) {
    if (waited === 120_000) signal(layout, programs, pid, 'SIGQUIT')
    if (waited === 130_000) {
      throw new PostgresFailure(
        `PostgreSQL (process ${pid}) does not end.`,
        `Look into ${layout.log}; then end it: kill -QUIT ${pid}`,
      )
    }
    await wait(20)
  }
}

function signal(layout: Layout, { binaries }: Programs, pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  // Windows knows no signals; pg_ctl has another way.
  if (process.platform === 'win32') {
    execFileSync(binaries.control, ['stop', '-D', layout.cluster, '-m', name === 'SIGINT' ? 'fast' : 'immediate', '-W'])
  } else {
    process.kill(pid, name)
  }
}
