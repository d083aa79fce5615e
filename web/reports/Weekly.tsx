import { Button, Switch } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { notify } from '../ui/notices.tsx'
import { Letters, lettersChanged } from './Letters.tsx'
import { isUnderWay } from './letters.ts'
import classes from './reports.module.css'

/** A manager's own weekly letter: wanted or not, when the next comes, what became of the last ones. */
export function Weekly() {
  const t = useText()
  const format = useFormat()
  const { data, error, isFetching, refetch } = useQuery({
    ...ask('readWeeklyLetter', {}),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.letters) ? 4000 : false),
  })
  const failed = (reason: unknown) => notify({ words: explain(reason, t), tone: 'failed' })
  const turn = useMutation({
    mutationFn: (isOn: boolean) => call('changeWeeklyLetter', { body: { isOn } }),
    onSettled: lettersChanged,
    onError: failed,
  })
  const send = useMutation({
    mutationFn: () => call('sendWeeklyLetter', {}),
    onSettled: lettersChanged,
    onError: failed,
  })
  return (
    <section className={classes.weekly} aria-labelledby="weekly-letter">
      <h2 id="weekly-letter">{t('weekly.title')}</h2>
      <p className={classes.quiet}>{t('weekly.description')}</p>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : !data ? (
        <Loading lines={2} />
      ) : (
        <>
          <div className={classes.actions}>
            <Switch
              label={t('weekly.on')}
              checked={turn.isPending ? turn.variables : data.isOn}
              disabled={turn.isPending}
              onChange={(event) => turn.mutate(event.currentTarget.checked)}
            />
            <Button
              variant="default"
              size="xs"
              leftSection={<IconSend size={15} aria-hidden />}
              loading={send.isPending}
              onClick={() => send.mutate()}
            >
              {t('saved.send_now')}
            </Button>
          </div>
          {data.isOn && <p>{t('saved.next', { at: format.dateTime(data.nextAt) })}</p>}
          <Letters letters={data.letters} caption={t('weekly.letters')} />
        </>
      )}
    </section>
  )
}
