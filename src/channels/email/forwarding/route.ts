import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Gate, implement } from '../../../platform/http/server.ts'
import { fileNeeded } from '../../../platform/http/upload.ts'
import { Problem } from '../../../platform/problem.ts'
import { forwardingContract } from '../contract.ts'
import { mostMailBytes } from '../intake/keep.ts'
import type { MailServices } from '../services.ts'
import { mailboxBehind, receiveForwarded } from './receive.ts'

/** Adds the door for programs that hand over messages: a mail service's webhook, or a line in a mail server's settings. */
export function doorRoute(http: FastifyInstance, gate: Gate, services: MailServices): void {
  // Left unread: it is read by the route, which knows how much may come.
  http.addContentTypeParser('message/rfc822', (_request, _payload, done) => done(null, undefined))
  implement(http, gate, forwardingContract, {
    receiveMail: async ({ params, query }, { request }) => {
      const mailboxId = await mailboxBehind(services.db, params.door)
      if (!mailboxId) throw new Problem('not_found', 'door_unknown')
      const bytes = await messageIn(request)
      const forwardedTo = query.to ? [query.to.toLowerCase()] : []
      await receiveForwarded(services, { mailboxId, bytes, forwardedTo })
      return undefined
    },
  })
}

/** @throws Problem file_needed, mail_too_large */
async function messageIn(request: FastifyRequest): Promise<Buffer> {
  if (request.isMultipart()) return partIn(request)
  if (!request.headers['content-type']?.startsWith('message/rfc822')) throw fileNeeded()
  return bytesOf(request.raw)
}

const names = ['email', 'body-mime', 'message']

async function partIn(request: FastifyRequest): Promise<Buffer> {
  const limits = { fieldSize: mostMailBytes, fileSize: mostMailBytes + 1, files: 50, fields: 100, parts: 150 }
  let found: Buffer | null = null
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      if (found) part.file.resume()
      else found = await bytesOf(part.file)
    } else if (names.includes(part.fieldname) && !found) {
      if (part.valueTruncated) throw tooLarge()
      found = Buffer.from(String(part.value), 'utf8')
    }
  }
  if (!found) throw fileNeeded()
  return found
}

async function bytesOf(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostMailBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = (): Problem => new Problem('too_large', 'mail_too_large', { megabytes: mostMailBytes / 1_048_576 })
