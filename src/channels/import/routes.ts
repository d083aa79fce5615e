import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findOrganization } from '../../people/organization.ts'
import { type Caller, type Gate, implement } from '../../platform/http/server.ts'
import { newId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Language } from '../../platform/texts/index.ts'
import { type Chosen, openWithMapping, readMapping, refuseUnfit, type Wanted } from './choose-mapping.ts'
import { type ImportStatus, importContract } from './contract.ts'
import { findImport, findMappingOfRejects, type Import, insertImport, listImports } from './imports.ts'
import { previewFile } from './preview.ts'
import type { ImportServices } from './run.ts'
import { ImportRunner } from './runner.ts'

export const statusOf = (found: Import): ImportStatus => ({
  id: found.id,
  fileName: found.fileName,
  state: found.state,
  rejectsPath: found.rejectsPath,
  failure: found.failure,
  readRows: found.readRows,
  storedRows: found.storedRows,
  duplicateRows: found.duplicateRows,
  skippedRows: found.skippedRows,
  rejectedRows: found.rejectedRows,
  readBytes: found.readBytes,
  totalBytes: found.totalBytes,
  startedAt: found.startedAt.toISOString(),
  finishedAt: found.finishedAt?.toISOString() ?? null,
})

/** Adds the routes of imports. `stop` ends what runs, after the batch it is at. */
export function importRoutes(
  http: FastifyInstance,
  gate: Gate,
  services: ImportServices,
): { runner: ImportRunner; stop: () => Promise<void> } {
  const { db, clock, dataFolder } = services
  const runner = new ImportRunner(services)
  /** The path is on this machine: only whoever can read the data folder may name one. */
  const local = async ({ path, ...wanted }: { path: string } & Wanted, caller: Caller): Promise<LocalFile> => {
    if (caller.kind !== 'system') throw new Problem('forbidden', 'local_only')
    return {
      path,
      fileName: basename(path),
      wanted: { ...wanted, earlier: await findMappingOfRejects(db, basename(path)) },
    }
  }

  implement(http, gate, importContract, {
    prepareImport: async (_input, { caller, request }) => {
      const file = await receiveFile(request, dataFolder)
      const earlier = await findMappingOfRejects(db, file.fileName)
      const preview = await previewFile(file, { earlier }, caller.language, clock.now())
      const startedBy = caller.kind === 'person' ? caller.id : null
      await insertImport(db, { ...file, mapping: preview.mapping, startedBy, now: clock.now() })
      return { id: file.id, ...preview }
    },
    previewImport: async ({ params, body }, { caller }) => {
      const found = await findImport(db, params.id)
      const isNew = found.state === 'preview' || body.mapping !== undefined || body.as
      // Imported again under another mapping, what is stored already would not be known again.
      const wanted = isNew
        ? { ...body, earlier: await findMappingOfRejects(db, found.fileName) }
        : { mapping: found.mapping }
      return { id: found.id, ...(await previewFile(found, wanted, caller.language, clock.now())) }
    },
    startImport: async ({ params, body }, { caller }) => {
      await runner.start(params.id, readMapping(body.mapping, caller.language), caller.language)
      return statusOf(await findImport(db, params.id))
    },
    previewLocalImport: async ({ body }, { caller }) => {
      const { wanted, ...file } = await local(body, caller)
      return previewFile(file, wanted, caller.language, clock.now())
    },
    startLocalImport: async ({ body }, { caller }) => {
      const file = await local(body, caller)
      if (!(await findOrganization(db))) throw new Problem('unavailable', 'not_set_up')
      const { mapping, recognised } = await chooseFor(file, caller.language, clock.now())
      const { path, fileName } = file
      const id = newId()
      await insertImport(db, { id, fileName, path, mapping, startedBy: null, now: clock.now() })
      await runner.start(id, mapping, caller.language)
      return { ...statusOf(await findImport(db, id)), mapping, recognised }
    },
    readImport: async ({ params }) => statusOf(await findImport(db, params.id)),
    listImports: async ({ query }) => {
      const { items, next } = await listImports(db, query)
      return { items: items.map(statusOf), next }
    },
    stopImport: async ({ params }) => {
      await runner.stop(params.id)
      return undefined
    },
    downloadRejects: async ({ params }, { reply }) => {
      const { rejectsPath, fileName } = await findImport(db, params.id)
      if (!rejectsPath) throw new Problem('not_found', 'no_rejects')
      reply.header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(`${fileName}.rejected.csv`)}`,
      )
      return reply.type('text/csv; charset=utf-8').send(createReadStream(rejectsPath))
    },
  })
  return {
    runner,
    stop: () => runner.stopAll(),
  }
}

type LocalFile = { path: string; fileName: string; wanted: Wanted }

async function chooseFor({ wanted, ...file }: LocalFile, language: Language, now: Date): Promise<Chosen> {
  const { source, chosen } = await openWithMapping(file, wanted, language, now)
  try {
    refuseUnfit(source, chosen, language)
    return chosen
  } finally {
    await source.close()
  }
}

/** Keeps an uploaded file in the data folder under a name of ours. @throws Problem file_needed, too_large */
async function receiveFile(
  request: FastifyRequest,
  dataFolder: string,
): Promise<{ id: string; path: string; fileName: string }> {
  const part = await request.file()
  if (!part) throw new Problem('invalid', 'file_needed', {}, { fields: [{ field: 'file', message: 'file_needed' }] })
  const id = newId()
  const fileName = basename(part.filename || 'complaints.csv').slice(-120)
  const folder = join(dataFolder, 'imports', id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, fileName.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '_'))
  await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
  if (part.file.truncated) throw new Problem('too_large', 'too_large')
  return { id, path, fileName }
}
