import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { type Me, setupQuery } from '../session/session.ts'
import { useEnter, useMeetInLanguage } from '../session/useSession.ts'
import { FrontPage } from '../shell/FrontPage.tsx'
import { DemonstrationPeople } from './DemonstrationPeople.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import classes from './SignInPage.module.css'

/** Signing in with a password, or in a demonstration by choosing a person. */
export function SignInPage() {
  const t = useText()
  const { demonstration, people } = useSuspenseQuery(setupQuery).data
  const arrive = useArrival(demonstration)
  if (!demonstration) {
    return (
      <FrontPage title={t('sign_in.title')}>
        <PasswordForm onSignedIn={arrive} />
      </FrontPage>
    )
  }
  return (
    <FrontPage title={t('sign_in.demonstration.title')} description={t('sign_in.demonstration.note')}>
      {people.length > 0 ? (
        <DemonstrationPeople people={people} onSignedIn={arrive} />
      ) : (
        <p>{t('start.demonstration.remote')}</p>
      )}
      <details className={classes.byPassword}>
        <summary>{t('sign_in.by_password')}</summary>
        <PasswordForm onSignedIn={arrive} />
      </details>
    </FrontPage>
  )
}

/** Leads whoever signed in to where they were going. */
function useArrival(isDemonstration: boolean): (me: Me) => Promise<void> {
  const { to } = useSearch({ from: '/sign-in' })
  const { language } = useLanguage()
  const [languageBefore] = useState(language)
  const enter = useEnter()
  const meetInLanguage = useMeetInLanguage()
  return useCallback(
    async (me) => {
      await meetInLanguage(me, isDemonstration || language !== languageBefore)
      await enter(me, to)
    },
    [meetInLanguage, isDemonstration, language, languageBefore, enter, to],
  )
}
