import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { storable } from '../storable.ts'

/** One part of a form, in the order in which it was sent. A file must be read, or destroyed, before the next part comes. */
export type Part =
  | { kind: 'field'; name: string; value: string }
  | { kind: 'file'; name: string; fileName: string; content: Readable }

export type UploadLimits = { files: number; fileBytes: number }

/** Bytes that are read on after a refusal, so that whoever still sends gets to read why. */
const mostDrained = 64 * 1024 * 1024
const drainMilliseconds = 10_000

/**
 * Gives the parts of a multipart form to `take`, one after the other as they come in; nothing is kept in memory but the
 * fields. Inputs for files that were left empty are left out. After a refusal the rest of the request is read and forgotten.
 * @throws Problem file_needed when it is no such form, files_too_many, upload_broken when it ends before its end, and
 * whatever `take` throws
 */
export async function readParts(
  request: FastifyRequest,
  { files, fileBytes }: UploadLimits,
  take: (part: Part) => Promise<void> | void,
): Promise<void> {
  if (!request.isMultipart()) throw fileNeeded()
  // One byte over the limit is let through, for whoever counts to see that it is too much.
  const limits = { files, fileSize: fileBytes + 1, fields: 50, fieldSize: 1_048_576, parts: files + 50 }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        await take({ kind: 'field', name: part.fieldname, value: storable(String(part.value)) })
      } else if (part.filename) {
        await take({ kind: 'file', name: part.fieldname, fileName: part.filename, content: part.file })
      } else {
        part.file.resume()
      }
    }
  } catch (error) {
    throw explain(error, files)
  } finally {
    drain(request)
  }
}

/** That a file was expected and none came. */
export const fileNeeded = (): Problem =>
  new Problem('invalid', 'file_needed', {}, { fields: [{ field: 'files', message: 'file_needed' }] })

function explain(error: unknown, files: number): unknown {
  if (error instanceof Problem) return error
  const { code, message = '' } = error as { code?: string; message?: string }
  if (code === 'FST_FILES_LIMIT')
    return new Problem(
      'too_large',
      'files_too_many',
      { most: files },
      { cause: error, fields: [{ field: 'files', message: 'files_too_many' }] },
    )
  const isCut =
    code !== undefined && ['FST_MP_PREMATURE_CLOSE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code)
  const isBroken = isCut || /multipart|terminated early|boundary/i.test(message)
  return isBroken ? new Problem('invalid', 'upload_broken', {}, { cause: error }) : error
}

function drain({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return
  let drained = 0
  const giveUp = setTimeout(() => raw.destroy(), drainMilliseconds)
  raw.unpipe()
  raw.on('error', () => {})
  raw.on('close', () => clearTimeout(giveUp))
  raw.on('data', (chunk: Buffer) => {
    drained += chunk.length
    if (drained > mostDrained) raw.destroy()
  })
}
