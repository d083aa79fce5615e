import type { FastifyInstance } from 'fastify'
import { findImport } from '../channels/import/imports.ts'
import { statusOf } from '../channels/import/routes.ts'
import type { ImportServices } from '../channels/import/run.ts'
import type { ImportRunner } from '../channels/import/runner.ts'
import { isLocal } from '../people/gate.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'
import { demonstrationContract } from './contract.ts'
import { findDemonstration, interruptedDemonstration, type Prepared, prepareDemonstration } from './prepare.ts'

type Services = ImportServices & { setupCode: string; runner: ImportRunner }

/** Adds the routes of the demonstration. */
export function demonstrationRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, desk, dataFolder, setupCode, runner }: Services,
): void {
  const start = async ({ importId, mapping, language, finish }: Prepared) => {
    desk.refresh()
    await runner.start(importId, mapping, language, finish)
    return statusOf(await findImport(db, importId))
  }
  // A server that was ended while the demonstration was being loaded goes on with it.
  http.addHook('onListen', async () => {
    const interrupted = await interruptedDemonstration(db, clock.now())
    if (interrupted) await start(interrupted)
  })
  implement(http, gate, demonstrationContract, {
    startDemonstration: async ({ body }, { request, caller }) => {
      if (caller?.kind !== 'system' && !isLocal(request) && body.code !== setupCode)
        throw new Problem('forbidden', 'setup_code_wrong')
      return start(await prepareDemonstration(db, dataFolder, body.language, clock.now()))
    },
    readDemonstration: async () => {
      const found = await findDemonstration(db)
      return found && statusOf(await findImport(db, found.importId))
    },
  })
}
