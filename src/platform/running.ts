import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the server of a data folder can be reached by the command line of the same machine. */
export type Running = { pid: number; address: string; token: string }

const fileOf = (dataFolder: string): string => join(dataFolder, 'server.json')

/** A token that only who can read the data folder knows. */
export const newLocalToken = (): string => randomBytes(32).toString('base64url')

/** Says that a server runs here; only the owner of the folder may read it. */
export function announceServer(dataFolder: string, running: Running): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  writeFileSync(fileOf(dataFolder), JSON.stringify(running), { mode: 0o600 })
}

export const withdrawServer = (dataFolder: string): void => rmSync(fileOf(dataFolder), { force: true })

/** The server that runs over a data folder, if it answers; what a dead one left behind counts as none. */
export async function findServer(dataFolder: string): Promise<Running | null> {
  try {
    const running = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as Running
    const answer = await fetch(`${running.address}/api/v1/setup`, { signal: AbortSignal.timeout(3000) })
    return answer.ok ? running : null
  } catch {
    return null
  }
}
