import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/database/index.ts'
import { type Gate, implement } from '../../platform/http/server.ts'
import { fileNeeded } from '../../platform/http/upload.ts'
import { Problem } from '../../platform/problem.ts'
import { deleteExposure } from '../exposures.ts'
import { exposureImportContract } from './contract.ts'
import { importExposures } from './import.ts'

/** Adds the routes by which exposures come from files, and go. */
export function exposureImportRoutes(http: FastifyInstance, gate: Gate, { db }: { db: Database }): void {
  implement(http, gate, exposureImportContract, {
    importExposures: ({ query }, { caller, request }) =>
      withFile(request, (path) =>
        importExposures(db, { path, isStored: query.store === 'true', language: caller.language }),
      ),
    importLocalExposures: async ({ body }, { caller }) => {
      // The path is on this machine: only whoever can read the data folder may name one.
      if (caller.kind !== 'system') throw new Problem('forbidden', 'local_only')
      return importExposures(db, { path: body.path, isStored: body.store, language: caller.language })
    },
    deleteExposure: async ({ query: { dimension, valueId = null, month } }) => {
      await deleteExposure(db, { dimension, valueId, month })
      return undefined
    },
  })
}

/** Keeps an uploaded file while `work` reads it. @throws Problem file_needed, too_large */
async function withFile<Result>(request: FastifyRequest, work: (path: string) => Promise<Result>): Promise<Result> {
  const part = await request.file()
  if (!part) throw fileNeeded()
  const folder = await mkdtemp(join(tmpdir(), 'amends-exposures-'))
  try {
    // The reader speaks of the file by its name.
    const name = basename(part.filename || 'exposures.csv')
      .replace(/[^\p{L}\p{N}._ -]/gu, '_')
      .slice(-120)
    const path = join(folder, name.replace(/^\.+/, '_') || `file${extname(name)}`)
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) throw new Problem('too_large', 'too_large')
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
