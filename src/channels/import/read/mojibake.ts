import { decodeWhole } from './encoding.ts'

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const byteOf = new Map([...decodeWhole(everyByte, 'windows-1252')].map((char, byte) => [char, byte]))
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Puts right a text whose UTF-8 was once read as windows-1252 and saved again. Only groups of characters that are whole UTF-8
 * when read that way are changed, so that a text without the fault stays as it is.
 * @example repairMojibake('PÃ©ssimo')  // 'Péssimo'
 */
export function repairMojibake(text: string): string {
  return text.replace(/[^\0-\x7f]{2,}/g, (group) => {
    const bytes = [...group].map((char) => byteOf.get(char) ?? -1)
    if (bytes.includes(-1)) return group
    try {
      return utf8.decode(Uint8Array.from(bytes))
    } catch {
      return group
    }
  })
}
