import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * When process `pid` began, as text that no other process of this boot shares together with that pid; null when there is
 * no such process. A pid alone says little: after a crash it soon belongs to somebody else.
 */
export function processStart(pid: number): string | null {
  if (process.platform === 'linux') {
    const fields = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' '))
    // Fields 3 (state) and 22 (start in ticks since boot) of proc_pid_stat(5); a zombie has already ended.
    return !fields || fields[0] === 'Z' ? null : (fields[19] ?? null)
  }
  if (process.platform === 'win32') return isThere(pid) ? 'unknown' : null
  return readOrNull(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()) || null
}

/** Names the space in which a pid means something: this boot of this machine, and this container in it. */
export function processSpace(): string {
  const boot = readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const container = readOrNull(() => readlinkSync('/proc/self/ns/pid'))
  return [hostname(), boot, container].filter((part) => part !== null).join(' ')
}

/** Whether process `pid` is a PostgreSQL working in `folder` (an absolute path without links). */
export function isPostgresIn(pid: number, folder: string): boolean {
  if (processStart(pid) === null) return false
  if (process.platform === 'linux') return readOrNull(() => readlinkSync(`/proc/${pid}/cwd`)) === folder
  if (process.platform === 'win32') return true
  return (
    readOrNull(() => execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }))?.includes(
      'postgres',
    ) ?? false
  )
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readOrNull<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch {
    return null
  }
}
