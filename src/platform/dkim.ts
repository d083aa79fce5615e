import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What letters are signed with (RFC 6376), in the names of the library that signs. */
export type DkimKey = { domainName: string; keySelector: string; privateKey: string }

/** The settings of the signature; together or not at all. */
export const dkimEnvironment = z.object({
  DKIM_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'must be a domain such as example.com')
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/i, 'must be letters, digits, dots and dashes, such as amends')
    .optional(),
  DKIM_KEY: z.string().optional(),
  DKIM_KEY_FILE: z.string().optional(),
})
type Given = z.infer<typeof dkimEnvironment>

/** @throws nothing: adds an issue for each setting that is missing or wrong, naming the remedy */
export function requireDkim(given: Given, context: z.RefinementCtx): void {
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY, DKIM_KEY_FILE } = given
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_KEY && !DKIM_KEY_FILE) return
  const flaw = (path: keyof Given, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (!DKIM_DOMAIN) flaw('DKIM_DOMAIN', 'is needed to sign letters: the domain they come from, such as example.com')
  if (!DKIM_SELECTOR) flaw('DKIM_SELECTOR', 'is needed to sign letters: the name of the key in the DNS, such as amends')
  if (!DKIM_KEY && !DKIM_KEY_FILE)
    return flaw('DKIM_KEY_FILE', 'or DKIM_KEY is needed to sign letters: a private RSA key as PEM')
  try {
    publicPart(keyOf(given))
  } catch (error) {
    const reason =
      (error as { code?: string }).code === 'ENOENT' ? 'there is no such file' : 'it holds no private RSA key'
    flaw(
      DKIM_KEY ? 'DKIM_KEY' : 'DKIM_KEY_FILE',
      `${reason}; make one: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem`,
    )
  }
}

/** The key that signs, from settings that were checked; null when letters are not signed. */
export function dkimOf(given: Given): DkimKey | null {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector } = given
  return domainName && keySelector ? { domainName, keySelector, privateKey: keyOf(given) } : null
}

// On one line in an environment, line breaks come as \n.
const keyOf = ({ DKIM_KEY, DKIM_KEY_FILE = '' }: Given): string =>
  DKIM_KEY ? DKIM_KEY.replaceAll('\\n', '\n') : readFileSync(DKIM_KEY_FILE, 'utf8')

function publicPart(privateKey: string): string {
  const key = createPrivateKey(privateKey)
  if (key.asymmetricKeyType !== 'rsa') throw new Error('The key is not RSA')
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}

/** What must stand in the DNS so that others can check the signature: the name of the record and its text. */
export function dkimRecord({ domainName, keySelector, privateKey }: DkimKey): { name: string; text: string } {
  return { name: `${keySelector}._domainkey.${domainName}`, text: `v=DKIM1; k=rsa; p=${publicPart(privateKey)}` }
}
