import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, as a text for addresses and headers. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** How a secret is stored: SHA-256. It has all its bits, so nothing need be stretched. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
