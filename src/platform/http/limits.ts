import { isIPv6 } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../problem.ts'

/**
 * Whose requests are counted together: a person's, a key's, those of an address that nobody is signed in at; failed
 * sign-ins of an address; forms sent from an address.
 */
export type Policy = 'person' | 'key' | 'address' | 'sign-in' | 'form'
/** How many in how many seconds; 0 requests: without limit. */
export type Allowance = { requests: number; seconds: number }
export type Allowances = Record<Policy, Allowance>

const count = (usual: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, 'must be a whole number (0: without limit)')
    .transform(Number)
    .default(usual)

/** The limits among the settings; requests a minute, failed sign-ins in fifteen minutes. */
export const limitEnvironment = z.object({
  RATE_LIMIT_PERSON: count(1200),
  // Imports and tills send hundreds a second, and a key can be revoked: unlimited unless someone wants it otherwise.
  RATE_LIMIT_KEY: count(0),
  RATE_LIMIT_ADDRESS: count(600),
  RATE_LIMIT_SIGN_IN: count(30),
  RATE_LIMIT_FORM: count(30),
})

/** The allowances that the settings ask for. */
export const allowancesOf = (settings: z.infer<typeof limitEnvironment>): Allowances => ({
  person: { requests: settings.RATE_LIMIT_PERSON, seconds: 60 },
  key: { requests: settings.RATE_LIMIT_KEY, seconds: 60 },
  address: { requests: settings.RATE_LIMIT_ADDRESS, seconds: 60 },
  'sign-in': { requests: settings.RATE_LIMIT_SIGN_IN, seconds: 900 },
  form: { requests: settings.RATE_LIMIT_FORM, seconds: 60 },
})

export const usualAllowances = allowancesOf(limitEnvironment.parse({}))

type Window = { used: number; endsAt: number }
/** `left` may be below 0; `seconds` until everything is allowed again. */
type Standing = { left: number; seconds: number }

/** As many subjects as are remembered: whoever fills it with made-up addresses makes us forget, not fall over. */
const mostSubjects = 100_000

/** Counts requests in this process, in windows that begin with the first request. */
export class Limits {
  private readonly windows = new Map<string, Window>()

  constructor(
    private readonly allowances: Allowances,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Counts one request and says on the answer how many are left.
   * @throws Problem too_many when there are none, with the seconds to wait
   */
  take(policy: Policy, subject: string, reply?: FastifyReply): void {
    const allowance = this.allowances[policy]
    if (allowance.requests === 0) return
    const { left, seconds } = this.count(`${policy} ${subject}`, allowance)
    reply?.header('ratelimit-policy', `"${policy}";q=${allowance.requests};w=${allowance.seconds}`)
    reply?.header('ratelimit', `"${policy}";r=${Math.max(0, left)};t=${seconds}`)
    if (left < 0) throw new Problem('too_many', 'too_many', { seconds }, { retryAfter: seconds })
  }

  /** Takes one back, as of a sign-in that succeeded. */
  giveBack(policy: Policy, subject: string): void {
    const window = this.windows.get(`${policy} ${subject}`)
    if (window) window.used = Math.max(0, window.used - 1)
  }

  private count(key: string, { requests, seconds }: Allowance): Standing {
    // Whole milliseconds: in fractions, sixty seconds from now can be a hair more than sixty seconds.
    const now = Math.floor(this.now())
    let window = this.windows.get(key)
    if (!window || window.endsAt <= now) {
      this.makeRoom(now)
      this.windows.set(key, (window = { used: 0, endsAt: now + seconds * 1000 }))
    }
    // Who is refused does not wait longer for having asked.
    window.used = Math.min(window.used + 1, requests + 1)
    return { left: requests - window.used, seconds: Math.ceil((window.endsAt - now) / 1000) }
  }

  private makeRoom(now: number): void {
    if (this.windows.size < mostSubjects) return
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key)
    if (this.windows.size >= mostSubjects) this.windows.clear()
  }
}

/**
 * Whom an address stands for: itself, or of IPv6 the first half, because a single machine there has all of the second.
 */
export function subjectOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIPv6(address) ? expanded(address).slice(0, 4).join(':') : address
}

function expanded(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean))
  const missing = tail === undefined ? 0 : Math.max(0, 8 - (first?.length ?? 0) - (last?.length ?? 0))
  return [...(first ?? []), ...Array<string>(missing).fill('0'), ...(last ?? [])]
}
