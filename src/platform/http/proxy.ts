import { isIP, isIPv4 } from 'node:net'
import { z } from 'zod'

/** Whose word about the caller's address is taken: nobody's, that of so many proxies before us, or of these addresses. */
export type TrustProxy = false | number | string[]

const named = ['loopback', 'linklocal', 'uniquelocal']
const rule =
  'must be how many proxies stand before the server (1 to 9), or their addresses with commas between: 10.0.0.5, 10.1.0.0/16, loopback'

function isPlace(place: string): boolean {
  const [address = '', bits] = place.split('/')
  if (named.includes(place)) return true
  if (isIP(address) === 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128) && bits !== '0')
}

/** The setting TRUST_PROXY. "Everybody" is not among its values: then anyone could choose the address they come from. */
export const proxyEnvironment = z.object({
  TRUST_PROXY: z
    .string()
    .transform((given, context): TrustProxy => {
      const places = given.split(',').map((place) => place.trim())
      if (/^[1-9]$/.test(given.trim())) return Number(given)
      if (['0', 'false', 'none'].includes(given.trim())) return false
      if (places.every(isPlace)) return places
      context.addIssue({ code: 'custom', message: rule })
      return z.NEVER
    })
    .default(false),
})

/**
 * The setting as Fastify takes it. A number trusts whoever connects: it fits only where nobody reaches the server but through
 * its proxies.
 */
export const isTrusted = (setting: TrustProxy): false | string[] | ((address: string, hop: number) => boolean) =>
  typeof setting === 'number' ? (_address, hop) => hop < setting : setting
