import type { FastifyInstance } from 'fastify'
import { findImport } from '../channels/import/imports.ts'
import { statusOf } from '../channels/import/routes.ts'
import type { ImportServices } from '../channels/import/run.ts'
import type { ImportRunner } from '../channels/import/runner.ts'
import { isLocal } from '../people/gate.ts'
import { type Gate, implement } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'
import { demonstrationContract } from './contract.ts'
import { prepareDemonstration } from './prepare.ts'

type Services = ImportServices & { setupCode: string; runner: ImportRunner }

/** Adds the routes of the demonstration. */
export function demonstrationRoutes(
  http: FastifyInstance,
  gate: Gate,
  { db, clock, desk, dataFolder, setupCode, runner }: Services,
): void {
  let importId: string | null = null
  implement(http, gate, demonstrationContract, {
    startDemonstration: async ({ body }, { request, caller }) => {
      if (caller?.kind !== 'system' && !isLocal(request) && body.code !== setupCode)
        throw new Problem('forbidden', 'setup_code_wrong')
      const prepared = await prepareDemonstration(db, dataFolder, body.language, clock.now())
      importId = prepared.importId
      desk.refresh()
      await runner.start(importId, prepared.mapping, body.language, prepared.finish)
      return statusOf(await findImport(db, importId))
    },
    readDemonstration: async () => (importId === null ? null : statusOf(await findImport(db, importId))),
  })
}
