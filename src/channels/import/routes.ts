import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Gate, implement } from '../../platform/http/server.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { type ImportStatus, importContract } from './contract.ts'
import { findImport, type Import, insertImport, listImports, markInterrupted } from './imports.ts'
import { chooseMapping, previewFile, readMapping } from './preview.ts'
import { openSource } from './read/source.ts'
import { ImportRunner, type ImportServices } from './runner.ts'

export const statusOf = (found: Import): ImportStatus => ({
  ...{ id: found.id, fileName: found.fileName, state: found.state, rejectsPath: found.rejectsPath, failure: found.failure },
  ...{ readRows: found.readRows, storedRows: found.storedRows, duplicateRows: found.duplicateRows, skippedRows: found.skippedRows },
  ...{ rejectedRows: found.rejectedRows, readBytes: found.readBytes, totalBytes: found.totalBytes },
  startedAt: found.startedAt.toISOString(),
  finishedAt: found.finishedAt?.toISOString() ?? null,
})

/** Adds the routes of imports. `stop` ends what runs, after the batch it is at. */
export function importRoutes(
  http: FastifyInstance,
  gate: Gate,
  services: ImportServices & { dataFolder: string },
): { runner: ImportRunner; stop: () => Promise<void> } {
  const { db, clock, dataFolder } = services
  const runner = new ImportRunner(services)
  const interrupted = markInterrupted(db, clock.now())

  implement(http, gate, importContract, {
    prepareImport: async (_input, { caller, request }) => {
      const file = await receiveFile(request, dataFolder)
      const preview = await previewFile(file, {}, caller.language, clock.now())
      const startedBy = caller.kind === 'person' ? caller.id : null
      await insertImport(db, { ...file, mapping: preview.mapping, startedBy, now: clock.now() })
      return preview
    },
    previewImport: async ({ params, body }, { caller }) => {
      const found = await findImport(db, params.id)
      // Imported again under another mapping, what is stored already would not be known again.
      const wanted = found.state === 'preview' || body.mapping !== undefined || body.as ? body : { mapping: found.mapping }
      return previewFile(found, wanted, caller.language, clock.now())
    },
    startImport: async ({ params, body }, { caller }) => {
      await runner.start(params.id, readMapping(body.mapping, caller.language), caller.language)
      return statusOf(await findImport(db, params.id))
    },
    startLocalImport: async ({ body: { path, ...wanted } }, { caller }) => {
      // The path is on this machine: only whoever can read the data folder may name one.
      if (caller.kind !== 'system') throw new Problem('forbidden', 'local_only')
      const source = await openSource(path)
      const { mapping, recognised } = chooseMapping(source, wanted, caller.language, clock.now())
      await source.close()
      const id = newId()
      await insertImport(db, { id, fileName: basename(path), path, mapping, startedBy: null, now: clock.now() })
      await runner.start(id, mapping, caller.language)
      return { ...statusOf(await findImport(db, id)), mapping, recognised }
    },
    readImport: async ({ params }) => statusOf(await findImport(db, params.id)),
    listImports: async () => (await listImports(db)).map(statusOf),
    stopImport: async ({ params }) => {
      await runner.stop(params.id)
      return undefined
    },
    downloadRejects: async ({ params }, { reply }) => {
      const { rejectsPath, fileName } = await findImport(db, params.id)
      if (!rejectsPath) throw new Problem('not_found', 'no_rejects')
      reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${fileName}.rejected.csv`)}`)
      return reply.type('text/csv; charset=utf-8').send(createReadStream(rejectsPath))
    },
  })
  return {
    runner,
    stop: async () => {
      await interrupted
      await runner.stopAll()
    },
  }
}

/** Keeps an uploaded file in the data folder under a name of ours. @throws Problem file_needed, too_large */
async function receiveFile(request: FastifyRequest, dataFolder: string): Promise<{ id: string; path: string; fileName: string }> {
  const part = await request.file()
  if (!part) throw new Problem('invalid', 'file_needed', {}, { fields: [{ field: 'file', message: 'send one file as multipart/form-data' }] })
  const id = newId()
  const fileName = basename(part.filename || 'complaints.csv').slice(-120)
  const folder = join(dataFolder, 'imports', id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, fileName.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '_'))
  await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
  if (part.file.truncated) throw new Problem('too_large', 'too_large')
  return { id, path, fileName }
}
