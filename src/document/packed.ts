import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** How an answer is packed, the best that the caller takes first. */
type Packing = 'br' | 'gzip' | 'identity'

/** What a browser or program can unpack, by its Accept-Encoding. */
export function packingFor(accepted: string | undefined): Packing {
  const named = (accepted ?? '').split(',').map((each) => each.split(';')[0]?.trim())
  return named.includes('br') ? 'br' : named.includes('gzip') ? 'gzip' : 'identity'
}

/** Packs words that are asked for often and change never; each is packed once. At most `most` are kept. */
export function createPacker(most = 16): (name: string, packing: Packing, make: () => string) => Promise<Buffer> {
  const kept = new Map<string, Promise<Buffer>>()
  return (name, packing, make) => {
    const key = `${packing} ${name}`
    const known = kept.get(key)
    if (known) return known
    const made = pack(make(), packing)
    if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
    kept.set(key, made)
    return made
  }
}

async function pack(words: string, packing: Packing): Promise<Buffer> {
  const plain = Buffer.from(words)
  if (packing === 'br') return brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return packing === 'gzip' ? zip(plain) : plain
}
