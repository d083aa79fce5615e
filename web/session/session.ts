import { queryOptions } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { access } from '../../src/access.ts'
import { type AnswerOf, ApiProblem, call, type OperationName } from '../api/client.ts'
import { queries } from '../queries.ts'

/** Who is signed in, and where. */
export type Me = AnswerOf<'currentSession'>
export type Role = Me['role']

export const sessionQuery = queryOptions({
  queryKey: ['currentSession'],
  queryFn: ({ signal }) => call('currentSession', {}, signal),
})
export const setupQuery = queryOptions({
  queryKey: ['setupState'],
  queryFn: ({ signal }) => call('setupState', {}, signal),
})

/** Whether somebody with this role may call the operation, by the same table the server asks (src/access.ts). */
export function isAllowed(role: Role, operation: OperationName): boolean {
  const roles: readonly Role[] | 'anyone' = access[operation]
  return roles === 'anyone' || roles.includes(role)
}

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
  throw redirect({ to: '/sign-in', search: address === '/' ? {} : { to: address }, replace: true })
}

/** A page opened by its address that this person's role has no use of. */
export class NotForRole extends Error {}

/** @throws NotForRole unless the role may call what the page lives on */
export function requireRole({ role }: Me, operation: OperationName): void {
  if (!isAllowed(role, operation)) throw new NotForRole(`${role} may not call ${operation}`)
}

/** Only an address of this app: a link from elsewhere must not use signing in to lead to another site. */
export function ownAddress(to: string | undefined): string {
  const isOwn = to !== undefined && /^\/(?![/\\])/.test(to) && new URL(to, location.origin).origin === location.origin
  return isOwn ? to : '/'
}
