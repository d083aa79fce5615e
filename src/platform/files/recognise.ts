import { open, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const headBytes = 64 * 1024
/** A hostile file must not keep us busy. */
const patience = 5000

/**
 * What a file is by its content, as a media type; its name is not asked. Archives are not opened further than to tell a
 * document from a plain archive. `text/plain` is text of no known kind, `application/octet-stream` anything else.
 */
export async function recognise(path: string): Promise<string> {
  const head = await headOf(path)
  // The end of a file with no more than its head is its own end; of a longer one it may be within a character.
  const isWhole = (await stat(path)).size <= headBytes
  const text = asText(head, isWhole)
  // Asked about text, the library takes some of it for sound: text that reads as text is told by its own signs.
  const known = text === null || text.startsWith('%PDF-') ? await knownType(path) : undefined
  return known ?? (text === null ? 'application/octet-stream' : textType(text))
}

async function knownType(path: string): Promise<string | undefined> {
  try {
    const found = await fileTypeFromFile(path, {
      signal: AbortSignal.timeout(patience),
      maxBufferSize: 16 * 1024 * 1024,
    })
    return found?.mime
  } catch {
    // Cut short or made to mislead: then it is nothing we know.
    return undefined
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The beginning of a file as text, if it is one: UTF-8 or UTF-16, and none of the characters that no text has. */
function asText(head: Buffer, isWhole: boolean): string | null {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !isWhole })
    return /(?![\t-\r])\p{Cc}/u.test(text) ? null : text
  } catch {
    return null
  }
}

const signs: [RegExp, string][] = [
  [/^#!/, 'text/x-shellscript'],
  [/^(?:\s|<\?xml[^>]*>|<!--[^]*?-->|<!doctype svg[^>]*>)*<svg[\s>]/i, 'image/svg+xml'],
  [
    /^(?:\s|<!--[^]*?-->)*<(?:!doctype html|html|head|body|script|iframe|meta|style|link|base|object|embed)\b/i,
    'text/html',
  ],
  [/^\s*<\?xml\b/, 'application/xml'],
  [/^\s*\{\\rtf/, 'application/rtf'],
  [/^(?:From |Received:|Return-Path:|MIME-Version:|Delivered-To:|Message-ID:)/i, 'message/rfc822'],
]

function textType(text: string): string {
  const beginning = text.replace(/^\ufeff/, '').slice(0, 4096)
  return signs.find(([sign]) => sign.test(beginning))?.[1] ?? 'text/plain'
}
