import { z } from 'zod'
import { explainTokenError } from './rules.ts'
import { MailboxTrouble } from './trouble.ts'

export type TokenAsking = { tokenAddress: string; clientId: string; clientSecret: string | null; refreshToken: string }

const patience = 15_000
const Answer = z.object({
  access_token: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  refresh_token: z.string().optional(),
})

/**
 * Asks the token server for an access token (RFC 6749 section 6). Some servers give a new refresh token with it, after which
 * the old one ends.
 * @throws MailboxTrouble
 */
export async function fetchAccessToken(asking: TokenAsking): Promise<{ accessToken: string; refreshToken: string }> {
  const { tokenAddress, clientId, clientSecret, refreshToken } = asking
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId })
  if (clientSecret) form.set('client_secret', clientSecret)
  const answer = await askFor(tokenAddress, form)
  const { access_token, error = '', error_description } = answer
  if (!access_token) throw new MailboxTrouble(explainTokenError(error, error_description ?? error))
  return { accessToken: access_token, refreshToken: answer.refresh_token ?? refreshToken }
}

async function askFor(address: string, form: URLSearchParams): Promise<z.infer<typeof Answer>> {
  try {
    const signal = AbortSignal.timeout(patience)
    const response = await fetch(address, { method: 'POST', body: form, signal, redirect: 'error' })
    const parsed = Answer.safeParse(await response.json().catch(() => null))
    return parsed.data ?? { error: 'unreadable', error_description: `HTTP ${response.status}` }
  } catch (cause) {
    const { message, cause: deeper } = cause as Error
    throw new MailboxTrouble(explainTokenError('unreached', (deeper as Error | undefined)?.message ?? message), cause)
  }
}
