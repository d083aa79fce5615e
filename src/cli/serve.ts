import type { AddressInfo } from 'node:net'
import { openInstallation } from '../installation.ts'
import type { Config } from '../platform/config.ts'
import { listensAt } from '../platform/http/addresses.ts'
import { log } from '../platform/log.ts'
import { announceServer, findServer, withdrawServer } from '../platform/running.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'

/** Serves until a signal comes; prints one line with the address and how to sign in. */
export async function serve(config: Config, { demo }: { demo: boolean }): Promise<void> {
  const other = await findServer(config.dataFolder)
  if (other)
    throw new CommandFailure(
      exitCodes.failed,
      `Amends already serves this data folder at ${other.address} (process ${other.pid}).`,
    )
  const { app, stop } = await openInstallation(config)
  try {
    await app.http.listen({ host: config.host, port: config.port })
  } catch (error) {
    await stop()
    const isTaken = (error as { code?: string }).code === 'EADDRINUSE'
    throw isTaken
      ? new CommandFailure(
          exitCodes.failed,
          `Port ${config.port} is taken by another program. Choose another one: PORT=7301 npm start`,
        )
      : error
  }
  const places = app.http.addresses() as AddressInfo[]
  const address = config.publicUrl ?? listensAt(app.http)
  announceServer(config.dataFolder, { pid: process.pid, address: localAddress(places), token: app.localToken })
  const ending = endOnSignal(async () => {
    withdrawServer(config.dataFolder)
    await stop()
  })
  if (demo) await startDemonstration(app)
  process.stdout.write(`Amends is at ${address} — ${await howToSignIn(app)}\n`)
  await ending
}

type App = Awaited<ReturnType<typeof openInstallation>>['app']

function localAddress(addresses: AddressInfo[]): string {
  const first = addresses[0]
  const host = first?.address === '::' || first?.address === '0.0.0.0' ? '127.0.0.1' : (first?.address ?? '127.0.0.1')
  return `http://${host.includes(':') ? `[${host}]` : host}:${first?.port}`
}

async function howToSignIn(app: App): Promise<string> {
  const answer = await app.http.inject({ method: 'GET', url: '/api/v1/setup', remoteAddress: '127.0.0.1' })
  const { ready, demonstration } = answer.json() as { ready: boolean; demonstration: boolean }
  if (demonstration) return 'open it and choose one of the demonstration’s people; no password.'
  if (ready) return 'sign in with your e-mail address and password.'
  return `open it to make the first administrator or to look at a demonstration (from another machine the setup code is ${app.setupCode}).`
}

async function startDemonstration(app: App): Promise<void> {
  const headers = { authorization: `Bearer ${app.localToken}` }
  const answer = await app.http.inject({ method: 'POST', url: '/api/v1/demonstration', headers, payload: {} })
  if (answer.statusCode === 409)
    process.stdout.write('The demonstration was not loaded: this installation is already set up.\n')
  else if (answer.statusCode !== 202)
    throw new CommandFailure(exitCodes.failed, `The demonstration could not be loaded: ${answer.body}`)
}

function endOnSignal(end: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let isEnding = false
    const onSignal = () => {
      if (isEnding) return
      isEnding = true
      end()
        .catch((error) => log.error('the server did not end in order', { error }))
        .finally(resolve)
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}
