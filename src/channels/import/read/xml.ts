import { SaxesParser } from 'saxes'

/** What a reader of XML listens to. Names come without their prefix. */
export type XmlListener = {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** A single text of this many characters is an attack, not a table. */
const longestText = 1 << 23

/**
 * Reads XML piece by piece. Entities of one's own making are refused by the parser, so that they cannot multiply.
 * @yields after every piece, when the listener has heard all that was in it
 * @throws Error when it is not well-formed
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let lastHeard = 0
  const heard = () => {
    lastHeard = parser.position
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    heard()
    listener.open?.(withoutPrefix(name), attributes)
  })
  parser.on('text', (text) => listener.text?.(text))
  parser.on('cdata', (text) => listener.text?.(text))
  parser.on('closetag', ({ name }) => {
    heard()
    listener.close?.(withoutPrefix(name))
  })
  const decoder = new TextDecoder()
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }))
    if (parser.position - lastHeard > longestText) throw new Error(`A text of more than ${longestText} characters`)
    yield
  }
  parser.close()
}

/** Reads a whole small document. */
export async function readWholeXml(bytes: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(bytes, listener));
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
