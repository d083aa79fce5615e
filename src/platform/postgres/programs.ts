import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/** All that is needed to run PostgreSQL's programs. */
export interface Programs {
  binaries: Binaries
  account: Account
  environment: Record<string, string>
}

/** Runs a program of PostgreSQL as the account; `front` are programs between the account's prefix and it. */
export function launch(
  programs: Programs,
  program: string,
  args: string[],
  options: SpawnOptions & { front?: string[] } = {},
): ChildProcess {
  const { account, environment } = programs
  const { front = [], ...rest } = options
  const [file = program, ...line] = [...account.prefix, ...front, program, ...args]
  return spawn(file, line, {
    ...rest,
    ...(account.switches ? { uid: account.uid, gid: account.gid } : {}),
    // Variables such as PGDATA or TZ of whoever starts us have no say.
    env: { ...baseEnvironment(), LC_ALL: 'C', ...environment },
    cwd: process.platform === 'win32' ? undefined : '/',
    windowsHide: true,
  })
}

function baseEnvironment(): Record<string, string | undefined> {
  return process.platform === 'win32' ? process.env : { PATH: process.env.PATH }
}

let tieCommand: string[] | undefined

/** On Linux, a program in front that has the kernel interrupt the next one when we end, even by a kill. */
export function tie(): string[] {
  tieCommand ??=
    process.platform === 'linux' && works('setpriv', ['--pdeathsig', 'INT', 'true'])
      ? ['setpriv', '--pdeathsig', 'INT', '--']
      : []
  return tieCommand
}

function works(file: string, args: string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Runs a program to its end with `input`; returns its exit code and everything it said. */
export function run(
  programs: Programs,
  program: string,
  args: string[],
  input = '',
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = launch(programs, program, args, { stdio: ['pipe', 'pipe', 'pipe'], front: tie() })
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8')
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
    // It may end before it has read all; its exit code then says why.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
