/**
 * `Content-Disposition` for a file of this name: as a download, or shown where it stands. Old readers get the name in
 * ASCII, others whole (RFC 6266).
 */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '_')
    .replaceAll(/["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`
}

/**
 * The part of a file that a `Range` header asks for, both ends included; null for the whole: nothing is asked, it is not
 * understood, or several parts are (RFC 9110 lets us answer those whole). 'beyond' when it begins after the end.
 */
export function readRange(header: string | undefined, size: number): { from: number; to: number } | 'beyond' | null {
  const asked = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/.exec(header?.trim() ?? '')
  if (!asked) return null
  const [, first, last, length] = asked
  if (length !== undefined) return spanOf(size - Math.min(Number(length), size), size - 1, size)
  const to = last ? Number(last) : size - 1
  if (last && to < Number(first)) return null
  return spanOf(Number(first), Math.min(to, size - 1), size)
}

const spanOf = (from: number, to: number, size: number) => (from >= size ? ('beyond' as const) : { from, to })
