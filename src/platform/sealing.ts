import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Seals secrets of others, such as passwords of mailboxes, so that a copy of the database does not hold them. */
export type Seal = {
  seal(words: string): Buffer
  /** @returns null when it was sealed with another key, or is damaged */
  unseal(sealed: Buffer): string | null
}

const algorithm = 'aes-256-gcm'

/**
 * The seal whose key is in this file, beside the database and not in it; made when it is not there. Only the owner of the file
 * may read it. Who loses it enters the passwords again, and loses nothing else.
 */
export async function openSeal(path: string): Promise<Seal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return sealWith(await readKey(path).catch(() => makeKey(path)))
}

async function readKey(path: string): Promise<Buffer> {
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
  if (key.length !== 32)
    throw new Error(`${path} holds no key. Remove it, and passwords of mailboxes are asked for again.`)
  return key
}

/** Two processes that begin at once have one key: a whole file gets the name, and who comes second reads that of the first. */
async function makeKey(path: string): Promise<Buffer> {
  const own = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(own, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await file.sync()
    await link(own, path).catch(() => {})
  } finally {
    await file.close()
    await rm(own, { force: true })
  }
  return readKey(path)
}

function sealWith(key: Buffer): Seal {
  return {
    seal(words) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(algorithm, key, nonce)
      const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    unseal(sealed) {
      try {
        const cipher = createDecipheriv(algorithm, key, sealed.subarray(0, 12))
        cipher.setAuthTag(sealed.subarray(12, 28))
        return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
