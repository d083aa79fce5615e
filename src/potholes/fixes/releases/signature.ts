import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether the bytes were signed with the secret (HMAC with SHA-256, as GitHub and Jira do it).
 * @param header  `sha256=` and 64 hexadecimal digits
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function isSigned(bytes: Buffer, header: string | undefined, secret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header?.trim() ?? '')?.[1]
  if (!given) return false
  const expected = createHmac('sha256', secret).update(bytes).digest()
  return timingSafeEqual(expected, Buffer.from(given, 'hex'))
}
