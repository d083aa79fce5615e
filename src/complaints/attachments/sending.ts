import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { disposition, readRange } from '../../platform/http/download.ts'
import { names, readTags } from '../../platform/http/etag.ts'
import type { Attachment } from './contract.ts'
import type { FileServices } from './incoming.ts'
import { servedType } from './rules.ts'

type Sending = { isShown: boolean; request: FastifyRequest; reply: FastifyReply }

/** Answers with a file, whole or the part asked for; nothing in it can run under our address. */
export async function sendFile(
  { files }: Pick<FileServices, 'files'>,
  found: Attachment,
  { isShown, request, reply }: Sending,
): Promise<FastifyReply> {
  const { size, sha256, name } = found
  const etag = `"${sha256}"`
  const isKnown = names(readTags('if-none-match', request.headers['if-none-match']), sha256)
  const isSame = (request.headers['if-range'] ?? etag) === etag
  const asked = isSame && !isKnown ? readRange(request.headers.range, size) : null
  const span = asked === 'beyond' ? null : asked
  const isBare = isKnown || asked === 'beyond' || request.method === 'HEAD'
  // Before any header is set: should it fail, the answer is a problem and not a file.
  const content = isBare ? Readable.from([]) : await files.get(found.id, span ?? undefined)
  reply
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-cache')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', disposition(isShown ? 'inline' : 'attachment', name))
    .type(servedType(found.mediaType))
  if (isKnown) return reply.code(304).send()
  if (asked === 'beyond') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (span) reply.code(206).header('content-range', `bytes ${span.from}-${span.to}/${size}`)
  return reply.header('content-length', span ? span.to - span.from + 1 : size).send(content)
}
