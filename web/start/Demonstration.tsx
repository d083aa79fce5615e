import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { leaveToSignIn } from '../session/session.ts'
import { LoadingRows } from './LoadingRows.tsx'
import classes from './StartPage.module.css'

/** Loads the demonstration, shows how far it is, and goes on to choosing whom to sign in as. */
export function Demonstration() {
  const t = useText()
  const { language } = useLanguage()
  const progress = useQuery({ ...ask('readDemonstration', {}), refetchInterval: 500, staleTime: 0 })
  const { submit, isBusy, failure } = useSubmit(async () => {
    await call('startDemonstration', { body: { language } })
    await progress.refetch()
  }, [])
  const state = progress.data?.state
  const isAsked = useRef(false)
  useEffect(() => {
    // The click that led here was the one click.
    if (progress.data !== null || isAsked.current) return
    isAsked.current = true
    void submit()
  }, [progress.data, submit])
  useEffect(() => {
    if (state !== 'done') return
    leaveToSignIn()
  }, [state])

  if (failure) {
    return (
      <div className={classes.fields}>
        <FormFailure>{failure}</FormFailure>
        <Button onClick={() => submit()} loading={isBusy}>
          {t('failed.retry')}
        </Button>
        <a href="/start">{t('start.back')}</a>
      </div>
    )
  }
  if (state === 'failed' || state === 'stopped') {
    return (
      <>
        <p role="alert">{t('start.demonstration.broken', { reason: progress.data?.failure ?? '' })}</p>
        <a href="/sign-in">{t('start.demonstration.look')}</a>
      </>
    )
  }
  return (
    <>
      <p>{t('start.demonstration.loading')}</p>
      <LoadingRows status={progress.data ?? null} />
    </>
  )
}
