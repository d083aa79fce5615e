import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { queries } from '../queries.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import { Wide } from '../ui/Wide.tsx'
import type { Letter } from './letters.ts'
import classes from './reports.module.css'

/** What became of the latest letters; one that failed can be tried again. */
export function Letters({ letters, caption }: { letters: Letter[]; caption: string }) {
  const t = useText()
  const format = useFormat()
  if (letters.length === 0) return null
  return (
    <Wide label={caption}>
      <table className={classes.letters}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('saved.letters.due')}</th>
            <th scope="col">{t('saved.letters.to')}</th>
            <th scope="col">{t('saved.letters.state')}</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.id}>
              <td>{format.dateTime(letter.dueAt)}</td>
              <td>{letter.to.name}</td>
              <td data-state={letter.state}>
                {t(`saved.letters.state.${letter.state}`)}
                {letter.reason && <span className={classes.reason}>{letter.reason}</span>}
                {letter.state === 'failed' && <TryAgain id={letter.id} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function TryAgain({ id }: { id: string }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    try {
      await call('retryStaffLetter', { params: { id } })
      await lettersChanged()
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button variant="default" size="compact-xs" loading={isBusy} onClick={() => void retry()}>
      {t('saved.letters.retry')}
    </Button>
  )
}

/** Asks again for all that shows letters. */
export async function lettersChanged(): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['listSavedReports'] }),
    queries.invalidateQueries({ queryKey: ['readWeeklyLetter'] }),
  ])
}
