import type { Config } from '../platform/config.ts'
import { openInstallation } from '../installation.ts'
import { findServer } from '../platform/running.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'

type Method = 'GET' | 'POST' | 'DELETE'

/** Speaks the product's own API as the owner of this data folder. */
export type Connection = {
  /** @throws Refused with the problem's sentence when the answer is no success */
  ask<Answer>(method: Method, path: string, body?: object): Promise<Answer>
  close(): Promise<void>
}

/** The server said no; `problem` is the last part of the type of its problem details, such as `not_set_up`. */
export class Refused extends CommandFailure {
  readonly problem: string

  constructor(problem: string, message: string, remedy?: string) {
    super(exitCodes.failed, message, remedy)
    this.problem = problem
  }
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
      const answer = await reach(`${running.address}${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      })
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

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (error) {
    const reason = (error as { cause?: Error }).cause?.message ?? (error as Error).message
    throw new CommandFailure(
      exitCodes.failed,
      `The server stopped answering (${reason}).`,
      'What it said is done is done. Start it again, or try again without it.',
    )
  }
}

function connectionOver(
  send: (method: Method, path: string, body?: object) => Promise<Raw>,
  close = async () => {},
): Connection {
  return {
    close,
    async ask(method, path, body) {
      const { status, body: text } = await send(method, path, body)
      const answer = text === '' ? null : JSON.parse(text)
      if (status >= 400) throw refusal(status, answer)
      return answer
    },
  }
}

function refusal(status: number, answer: { type?: string; detail?: string } | null): Refused {
  const problem = answer?.type?.split(':').at(-1) ?? ''
  const message = answer?.detail ?? `The server answered ${status}.`
  const remedy =
    problem === 'not_set_up'
      ? 'Start it with npm start, open the address it prints, and choose how to begin.'
      : undefined
  return new Refused(problem, message, remedy)
}
