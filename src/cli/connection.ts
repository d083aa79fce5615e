import type { Config } from '../platform/config.ts'
import { openInstallation } from '../installation.ts'
import { findServer } from '../platform/running.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'

/** Speaks the product's own API as the owner of this data folder. */
export type Connection = {
  /** @throws CommandFailure with the problem's sentence when the answer is no success */
  ask<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer>
  close(): Promise<void>
}

type Raw = { status: number; body: string }

/**
 * Reaches the running server; when none runs, brings the installation up within this process and speaks to it there. Either
 * way one program alone works on the database's files.
 */
export async function openConnection(config: Config): Promise<Connection> {
  const running = await findServer(config.dataFolder)
  if (running) {
    return connectionOver(async (method, path, body) => {
      const headers = { authorization: `Bearer ${running.token}`, ...(body && { 'content-type': 'application/json' }) }
      const answer = await fetch(`${running.address}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      return { status: answer.status, body: await answer.text() }
    })
  }
  const { app, stop } = await openInstallation(config)
  const headers = { authorization: `Bearer ${app.localToken}` }
  return connectionOver(async (method, path, body) => {
    const answer = await app.http.inject({ method, url: path, headers, ...(body && { payload: body }) })
    return { status: answer.statusCode, body: answer.body }
  }, stop)
}

function connectionOver(send: (method: 'GET' | 'POST', path: string, body?: object) => Promise<Raw>, close = async () => {}): Connection {
  return {
    close,
    async ask(method, path, body) {
      const { status, body: text } = await send(method, path, body)
      const answer = text === '' ? null : JSON.parse(text)
      if (status >= 400) throw new CommandFailure(exitCodes.failed, answer?.detail ?? `The server answered ${status}.`)
      return answer
    },
  }
}
