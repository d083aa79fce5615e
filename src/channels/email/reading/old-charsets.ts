import { decodeWhole } from '../../import/read/encoding.ts'

/** UTF-7 (RFC 2152), which old Exchange servers still send: `+` opens UTF-16 in base64, `-` or anything else closes it. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, inside: string) => {
    if (inside === '') return '+'
    const bytes = Buffer.from(inside, 'base64')
    return decodeWhole(bytes.subarray(0, bytes.length & ~1), 'utf-16be')
  })
}

/** ISO-2022-KR (RFC 1557): between SO and SI stand Korean characters without their high bits. */
export function decodeIso2022Kr(bytes: Uint8Array): string {
  const raised = Buffer.alloc(bytes.length)
  let length = 0
  let isKorean = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === 0x0e) isKorean = true
    else if (byte === 0x0f) isKorean = false
    else if (byte === 0x1b && bytes[at + 1] === 0x24 && bytes[at + 2] === 0x29) at += 3
    else raised[length++] = isKorean && byte > 0x20 ? byte | 0x80 : byte
  }
  return decodeWhole(raised.subarray(0, length), 'euc-kr')
}
