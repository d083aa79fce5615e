import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Measured = {
  address: string
  token: string
  folder: string
  cli: (...args: string[]) => string
  memory: () => number
  stop: () => Promise<void>
}

/** The built server as a process of its own over a new folder, set up and ready. */
export async function startMeasured(root: string, port: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
  const environment = { ...process.env, AMENDS_DATA: folder, PORT: String(port) }
  const program = join(root, 'dist', 'server', 'cli.mjs')
  const server = spawn(process.execPath, [program, 'serve', '--demo'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (text) => String(text).includes('Amends is at') && resolve())
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const { token, address } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))
  const cli = (...args: string[]) =>
    execFileSync(process.execPath, [program, ...args], { env: environment, encoding: 'utf8' })
  return { address, token, folder, cli, memory: () => residentMegabytes(server), stop: () => end(server, folder) }
}

/** Resident memory of the server's own process, in megabytes (Linux). */
const residentMegabytes = (server: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

async function end(server: ChildProcess, folder: string): Promise<void> {
  server.removeAllListeners('exit')
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
