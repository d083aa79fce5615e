/** The colours a tag can have: names only, what they look like in light and dark is the screen's. */
export const tagColours = ['gray', 'red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'violet', 'pink'] as const
export type TagColour = (typeof tagColours)[number]

/** Tags are the same whatever the case and the spaces between words. */
export const tagKey = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/**
 * Takes a cell of a file apart into names of tags. Without a `separator` any of comma, semicolon, bar and line break
 * separates. Names too long for a tag are cut; each comes once.
 */
export function splitTags(cell: string, separator?: string): string[] {
  const parts = cell.split(separator ?? /[,;|\n]/)
  const names = new Map<string, string>()
  for (const part of parts) {
    const name = part
      .replaceAll(/[,;|\s]+/g, ' ')
      .trim()
      .slice(0, 60)
      .trim()
    if (name !== '' && !names.has(tagKey(name))) names.set(tagKey(name), name)
  }
  return [...names.values()]
}
