import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { Wide } from '../../ui/Wide.tsx'
import classes from './SilentPage.module.css'
import { stepDone } from './stepDone.ts'

type Letter = AnswerOf<'listFailedSurveyLetters'>[number]

/** Letters of a survey that failed or came back: whose, why, and what may be sent again. */
export function FailedLetters({ id }: { id: string }) {
  const t = useText()
  const [again, setAgain] = useState<'all' | Letter | null>(null)
  const { data, error, refetch } = useQuery(ask('listFailedSurveyLetters', { params: { id } }))
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  const send = async () => {
    const body = again === 'all' || again === null ? {} : { letters: [keyOf(again)] }
    const { letters } = await call('retrySurveyLetters', { params: { id }, body })
    notify({ words: t('survey.retried', { count: letters }) })
    await Promise.all([stepDone(), refetch()])
  }
  return (
    <>
      {data.some(({ state, mayRetry }) => state === 'failed' && mayRetry) && (
        <Button variant="default" className="not-printed" onClick={() => setAgain('all')}>
          {t('survey.retry_all')}
        </Button>
      )}
      <Wide label={t('survey.failures')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('survey.letter_to')}</th>
              <th scope="col">{t('survey.letter_which')}</th>
              <th scope="col">{t('survey.letter_state')}</th>
              <th scope="col" className="not-printed">
                {t('survey.letter_do')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((letter) => (
              <Row key={`${letter.invitationId} ${letter.number}`} letter={letter} onRetry={() => setAgain(letter)} />
            ))}
          </tbody>
        </table>
      </Wide>
      <ConfirmDialog
        isOpen={again !== null}
        title={t('survey.retry_question')}
        confirmLabel={t('survey.retry_confirm')}
        onConfirm={send}
        onClose={() => setAgain(null)}
      >
        {t(`survey.retry_happens.${again === null || again === 'all' ? 'failed' : again.state}`)}
      </ConfirmDialog>
    </>
  )
}

const keyOf = ({ invitationId, number }: Letter) => ({ invitationId, number })

function Row({ letter: { to, number, state, reason, mayRetry }, onRetry }: { letter: Letter; onRetry: () => void }) {
  const t = useText()
  const name = to ?? t('survey.letter_forgotten')
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{number === 0 ? t('survey.letter_first') : t('survey.letter_reminder', { number })}</td>
      <td>
        {t(`survey.letter_state.${state}`)}
        {reason && <div className={classes.quiet}>{reason}</div>}
      </td>
      <td className="not-printed">
        {mayRetry && (
          <Button variant="subtle" size="xs" aria-label={t('survey.retry_of', { to: name })} onClick={onRetry}>
            {t('survey.retry')}
          </Button>
        )}
      </td>
    </tr>
  )
}
