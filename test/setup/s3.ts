import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll } from 'vitest'
import type { S3Settings } from '../../src/platform/files/settings.ts'

const secret = 'S3RVER'

/** An S3 server on a free port with one bucket. Ends after the last test of the file. */
export async function startS3(): Promise<S3Settings> {
  const directory = mkdtempSync(join(tmpdir(), 'amends-s3-'))
  const s3 = new S3rver({ silent: true, directory, configureBuckets: [{ name: 'files' }] })
  await s3.configureBuckets()
  const answer = s3.callback()
  const server = createServer((request, reply) => {
    if (isSigned(request)) return answer(request, reply)
    const refusal = '<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code></Error>'
    request.resume()
    reply.writeHead(403, { 'content-type': 'application/xml' }).end(refusal)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'files',
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: secret,
    pathStyle: true,
    prefix: 'amends/',
  }
}

const hmac = (key: string | Buffer, words: string): Buffer => createHmac('sha256', key).update(words).digest()

/** Checks the signature (AWS Signature Version 4), which s3rver leaves out; it checks the name of the key. */
function isSigned({ method, url = '', headers }: IncomingMessage): boolean {
  const parts = /Credential=[^/]+\/([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=(\w+)/.exec(
    headers.authorization ?? '',
  )
  const [, scope = '', signed = '', signature] = parts ?? []
  const [path = '', query = ''] = url.split('?')
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const canonical = [method, path, query, lines.join(''), signed, headers['x-amz-content-sha256']].join('\n')
  const digest = createHash('sha256').update(canonical).digest('hex')
  const key = scope.split('/').reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`)
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, digest].join('\n')
  return signature === hmac(key, toSign).toString('hex')
}
