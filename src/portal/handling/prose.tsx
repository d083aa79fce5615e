/** A paragraph, or the items of a list. */
type Block = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] }

/** Reads plain words: empty lines part paragraphs, lines that begin with `- ` are items of a list. */
function blocksOf(words: string): Block[] {
  const blocks: Block[] = []
  for (const line of words.replaceAll('\r\n', '\n').split('\n')) {
    const last = blocks.at(-1)
    const item = /^[-*•]\s+(.*)$/.exec(line.trim())?.[1]
    if (item !== undefined) {
      if (last?.kind === 'list') last.items.push(item)
      else blocks.push({ kind: 'list', items: [item] })
    } else if (last?.kind === 'paragraph' && last.text !== '' && line.trim() !== '') {
      last.text += `\n${line.trim()}`
    } else {
      blocks.push({ kind: 'paragraph', text: line.trim() })
    }
  }
  return blocks.filter((block) => block.kind === 'list' || block.text !== '')
}

/** Words of the company as they stand on a page: nothing in them is markup, and web addresses are links. */
export function Prose({ words }: { words: string }) {
  return blocksOf(words).map((block, at) =>
    block.kind === 'list' ? (
      <ul key={at}>
        {block.items.map((item, place) => (
          <li key={place}>
            <Linked words={item} />
          </li>
        ))}
      </ul>
    ) : (
      <p key={at} className="plain">
        <Linked words={block.text} />
      </p>
    ),
  )
}

function Linked({ words }: { words: string }) {
  return words.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]»”])/).map((part, at) =>
    at % 2 === 1 ? (
      <a key={at} href={part} rel="noopener">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
