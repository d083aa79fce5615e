import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** A hash of a password to store: `argon2id$memory$passes$salt$tag`. Takes about 30 ms of another thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: password, nonce })
  return ['argon2id', cost.memory, cost.passes, nonce.toString('base64'), tag.toString('base64')].join('$')
}

/** Whether the password is the one hashed. Takes as long when there is no hash, so that nobody learns who works here. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, nonce, tag] = (
    hash ?? `argon2id$${cost.memory}$${cost.passes}$AAAAAAAAAAAAAAAAAAAAAA==$AA==`
  ).split('$')
  const expected = Buffer.from(tag ?? '', 'base64')
  const found = await derive('argon2id', {
    ...cost,
    memory: Number(memory),
    passes: Number(passes),
    message: password,
    nonce: Buffer.from(nonce ?? '', 'base64'),
  })
  return expected.length === found.length && timingSafeEqual(expected, found) && hash !== null
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A password for someone to sign in with the first time: 100 bits, easy to read out. */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
