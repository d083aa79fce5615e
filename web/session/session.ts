import { redirect } from '@tanstack/react-router'
import { ask } from '../api/ask.ts'
import { type AnswerOf, ApiProblem, type OperationName } from '../api/client.ts'
import { queries } from '../queries.ts'
import { isAllowed } from './allowed.ts'

/** Who is signed in, and where. */
export type Me = AnswerOf<'currentSession'>
export type Role = Me['role']

export const sessionQuery = ask('currentSession', {})
export const setupQuery = ask('setupState', {})

/** Who is signed in; null for a stranger. @throws ApiProblem when the server does not say */
export async function findMe(): Promise<Me | null> {
  try {
    return await queries.ensureQueryData(sessionQuery)
  } catch (error) {
    // 403: the caller is known by other means than a session, which no browser of a person is.
    if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return null
    throw error
  }
}

/**
 * Lets only those in who are signed in; a stranger is led to sign in and then back to `address`, or to the start while
 * there is no company yet.
 * @throws a redirect, or ApiProblem when the server does not say
 */
export async function requireMe(address: string): Promise<{ me: Me }> {
  const me = await findMe()
  if (me) return { me }
  const { ready } = await queries.fetchQuery(setupQuery)
  if (!ready) throw redirect({ to: '/start', replace: true })
  leaveToSignIn(address)
  // The page is left: nothing more of the app is to be shown meanwhile.
  return new Promise(() => {})
}

/**
 * The start is for an installation without a company, and for the demonstration while its complaints are still coming.
 * @throws a redirect afterwards, or ApiProblem
 */
export async function requireBeginning(): Promise<void> {
  const { ready } = await queries.fetchQuery({ ...setupQuery, staleTime: 0 })
  if (!ready) return
  const loading = await queries.fetchQuery({ ...ask('readDemonstration', {}), staleTime: 0 })
  if (loading?.state !== 'running') throw redirect({ to: '/', replace: true })
}

/** A page opened by its address that this person's role has no use of. */
export class NotForRole extends Error {}

/** @throws NotForRole unless the role may call what the page lives on */
export function requireRole({ role }: Me, operation: OperationName): void {
  if (!isAllowed(role, operation)) throw new NotForRole(`${role} may not call ${operation}`)
}

/** Leaves the app for the page on which one signs in, which the server makes; it leads back to `address`. */
export function leaveToSignIn(address = '/'): void {
  location.replace(address === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to: address })}`)
}
