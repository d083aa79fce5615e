/**
 * Joins lines that a mail program broke to fit the width (RFC 3676, format=flowed): a space at the end of a line says that the
 * next one belongs to it. @param deletesSpace  that space is not part of the text (DelSp)
 */
export function unflow(text: string, deletesSpace: boolean): string {
  const whole: string[] = []
  let open: { depth: number; pieces: string[] } | null = null
  const close = () => {
    if (open) whole.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.pieces.join('')}`)
    open = null
  }
  for (const line of text.split('\n')) {
    const depth = /^>{0,50}/.exec(line)?.[0].length ?? 0
    const words = line.slice(depth).replace(/^ /, '')
    if (open && open.depth !== depth) close()
    const isFlowed = words.endsWith(' ') && words !== '-- '
    const piece = isFlowed && deletesSpace ? words.slice(0, -1) : words
    if (open) open.pieces.push(piece)
    else open = { depth, pieces: [piece] }
    if (!isFlowed) close()
  }
  close()
  return whole.join('\n')
}
