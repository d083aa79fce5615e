import { useRouteContext, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Language } from '../../src/platform/texts/languages.ts'
import { call, type OperationName } from '../api/client.ts'
import { useLanguage } from '../language/useLanguage.ts'
import { queries } from '../queries.ts'
import { isAllowed } from './allowed.ts'
import { leaveToSignIn, type Me, sessionQuery } from './session.ts'

/** Who is signed in. For pages inside the shell, where there is always somebody. */
export function useMe(): Me {
  return useRouteContext({ from: '/shell', select: ({ me }) => me })
}

/** Whether I may call an operation, so that nobody is offered what would be refused. */
export function useMay(): (operation: OperationName) => boolean {
  const { role } = useMe()
  return useCallback((operation) => isAllowed(role, operation), [role])
}

/** Begins with somebody who just signed in: nothing that was loaded for another person stays; leads to `to`. */
export function useEnter(): (me: Me, to: '/' | '/import') => Promise<void> {
  const router = useRouter()
  return useCallback(
    async (me, to) => {
      queries.clear()
      queries.setQueryData(sessionQuery.queryKey, me)
      await router.navigate({ to, replace: true })
    },
    [router],
  )
}

/** Ends the session here and on the server, and leads to signing in. @throws ApiProblem: then I am still signed in */
export function useSignOut(): () => Promise<void> {
  return useCallback(async () => {
    await call('signOut', {})
    leaveToSignIn()
  }, [])
}

/** Chooses the language of the screen and of what the server says to me, here and wherever I sign in next. */
export function useMyLanguage(): (language: Language) => Promise<void> {
  const { setLanguage } = useLanguage()
  return useCallback(
    async (language) => {
      await setLanguage(language)
      await call('changeMyLanguage', { body: { language } })
    },
    [setLanguage],
  )
}
