import type { ReadMail } from './mail.ts'
import { readMail } from './read-mail.ts'

/** A message as a server would hand it over. @param headers  added to a sender, a subject and a date, which they may replace */
export function messageOf(headers: Record<string, string>, body: string | Buffer = ''): Buffer {
  const usual = {
    From: 'Ann Grey <ann@example.com>',
    To: 'care@example.org',
    Subject: 'Broken kettle',
    Date: 'Mon, 2 Mar 2026 10:15:00 +0300',
    'Message-ID': '<one@example.com>',
  }
  const lines = Object.entries({ ...usual, ...headers }).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), Buffer.from(body)])
}

/** What is read in a message with these headers and this body. */
export const read = (headers: Record<string, string>, body: string | Buffer = ''): Promise<ReadMail> =>
  readMail(messageOf(headers, body))

/** A multipart body: each part with its header lines, an empty line and its words. */
export const partsOf = (boundary: string, parts: string[]): string =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`
