/** A writing system. Kana and Han are apart so that Japanese, which mixes them, can be told from Chinese. */
export type Script = (typeof ranges)[number][0]

// Unicode blocks, first and last code unit, in ascending order. Letters outside them (rare scripts, emoji) count for nothing.
const ranges = [
  ['latin', 0x41, 0x5a],
  ['latin', 0x61, 0x7a],
  ['latin', 0xc0, 0xd6],
  ['latin', 0xd8, 0xf6],
  ['latin', 0xf8, 0x24f],
  ['greek', 0x370, 0x3ff],
  ['cyrillic', 0x400, 0x52f],
  ['armenian', 0x530, 0x58f],
  ['hebrew', 0x590, 0x5ff],
  ['arabic', 0x600, 0x6ff],
  ['devanagari', 0x900, 0x97f],
  ['bengali', 0x980, 0x9ff],
  ['gurmukhi', 0xa00, 0xa7f],
  ['gujarati', 0xa80, 0xaff],
  ['tamil', 0xb80, 0xbff],
  ['telugu', 0xc00, 0xc7f],
  ['kannada', 0xc80, 0xcff],
  ['malayalam', 0xd00, 0xd7f],
  ['thai', 0xe00, 0xe7f],
  ['lao', 0xe80, 0xeff],
  ['georgian', 0x10a0, 0x10ff],
  ['ethiopic', 0x1200, 0x137f],
  ['latin', 0x1e00, 0x1eff],
  ['kana', 0x3040, 0x30ff],
  ['han', 0x4e00, 0x9fff],
  ['hangul', 0xac00, 0xd7a3],
] as const

/**
 * How many letters of each script a text has, and which script the writer uses.
 *
 * In: any text. Out: `letters` in the leading script, and `script`; null when no letter is known. Names of brands and
 * models are Latin in every language, so another script leads from a quarter of the letters on.
 */
export function leadingScript(text: string): { script: Script; letters: number } | null {
  const counts = countLetters(text)
  const latin = counts.get('latin') ?? 0
  let leader: { script: Script; letters: number } | null = null
  for (const [script, letters] of counts)
    if (script !== 'latin' && letters * 3 >= latin && letters > (leader?.letters ?? 0)) leader = { script, letters }
  if (leader) return leader
  return latin > 0 ? { script: 'latin', letters: latin } : null
}

function countLetters(text: string): Map<Script, number> {
  const counts = new Map<Script, number>()
  for (let index = 0; index < text.length; index++) {
    const script = scriptOf(text.charCodeAt(index))
    if (script) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  const kana = counts.get('kana') ?? 0
  if (kana > 0) {
    counts.set('kana', kana + (counts.get('han') ?? 0))
    counts.delete('han')
  }
  return counts
}

function scriptOf(code: number): Script | null {
  for (const [script, first, last] of ranges) {
    if (code < first) return null
    if (code <= last) return script
  }
  return null
}
