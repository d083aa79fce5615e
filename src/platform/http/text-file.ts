import type { FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { fileNeeded, readParts } from './upload.ts'

type Asked = {
  mostBytes: number
  /** Keys of the problems of a file that is too large (with `megabytes`) or that is no UTF-8 text. */
  large: string
  unreadable: string
}

/** The one file of a form, as text. @throws Problem file_needed, and those named */
export async function receiveText(request: FastifyRequest, { mostBytes, large, unreadable }: Asked): Promise<string> {
  const pieces: Buffer[] = []
  await readParts(request, { files: 1, fileBytes: mostBytes }, async (part) => {
    if (part.kind === 'field') return
    let size = 0
    for await (const piece of part.content) {
      size += (piece as Buffer).length
      if (size > mostBytes) throw new Problem('too_large', large, { megabytes: mostBytes / 1_048_576 })
      pieces.push(piece as Buffer)
    }
  })
  if (pieces.length === 0) throw fileNeeded()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch (cause) {
    throw new Problem('invalid', unreadable, {}, { fields: [{ field: 'file', message: unreadable }], cause })
  }
}
