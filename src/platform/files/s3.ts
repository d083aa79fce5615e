import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { S3mini, S3ServiceError } from 's3mini'
import { Problem } from '../problem.ts'
import { away } from './away.ts'
import { openIncoming } from './incoming.ts'
import type { S3Settings } from './settings.ts'
import { checkId, type FileStore } from './store.ts'

const type = 'application/octet-stream'

/**
 * A store of files in a bucket of any service that speaks S3. A file comes to this machine first and goes on in one
 * request with its length and fingerprint: the service has all of it or nothing, and sees nothing that was refused.
 * @param incomingFolder  where files wait on this machine
 */
export async function openS3Store(settings: S3Settings, incomingFolder: string): Promise<FileStore> {
  const incoming = await openIncoming(incomingFolder)
  const bucket = bucketOf(settings)
  const keyOf = (id: string): string => `${settings.prefix}${checkId(id)}`

  return {
    put: (id, content, putting) =>
      incoming.take(content, putting, async ({ path, size, sha256 }) => {
        const body = await openAsBlob(path)
        const headers = { 'x-amz-content-sha256': sha256.toString('hex') }
        await ask(() => bucket.putObject(keyOf(id), body, type, undefined, headers, size))
      }),
    async get(id, span) {
      const key = keyOf(id)
      const to = span && span.to + 1
      const { body, headers } = await ask(() => bucket.getObjectRaw(key, !span, span?.from, to))
      // Not every service knows ranges; bytes that were not asked for must not be taken for those that were.
      if (span && !headers.get('content-range')?.startsWith(`bytes ${span.from}-${span.to}/`)) {
        await body?.cancel()
        throw away(new Error(`asked for bytes ${span.from} to ${span.to}, given ${headers.get('content-range')}`))
      }
      return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
    },
    async remove(id) {
      const key = keyOf(id)
      await ask(() => bucket.deleteObject(key))
    },
    clear: (before) => incoming.clear(before),
  }
}

/** The bucket as a client: in the path of the address, or before its name. */
export function bucketOf({ endpoint, bucket, region, accessKeyId, secretAccessKey, pathStyle }: S3Settings): S3mini {
  const address = new URL(endpoint)
  if (pathStyle) address.pathname = `${address.pathname.replace(/\/$/, '')}/${bucket}`
  else address.host = `${bucket}.${address.host}`
  return new S3mini({ accessKeyId, secretAccessKey, region, endpoint: address.href.replace(/\/$/, '') })
}

async function ask<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof S3ServiceError && error.serviceCode === 'NoSuchKey')
      throw new Problem('not_found', 'file_missing', {}, { cause: error })
    throw away(error)
  }
}
