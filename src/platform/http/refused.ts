import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { text } from '../texts/index.ts'

/**
 * Answers what is no HTTP request, or has headers without end, as a problem too. There is no request yet whose language could
 * be asked: English. A connection that was lost hears nothing.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const key = status === 431 ? 'headers_too_large' : status === 408 ? 'too_slow' : 'no_http'
  const body = JSON.stringify({
    type: `urn:amends:problem:${key}`,
    title: text('en', 'problem.kind.invalid'),
    status,
    detail: text('en', `problem.${key}`),
  })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
