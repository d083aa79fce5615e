import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import factClasses from '../page/Facts.module.css'
import classes from './Letters.module.css'
import { ResendDialog } from './ResendDialog.tsx'

export type Letter = AnswerOf<'listLetters'>[number]

const tones: Record<Letter['state'], string> = {
  waiting: 'gray',
  sending: 'gray',
  sent: 'green',
  kept_here: 'yellow',
  failed: 'red',
  taken_back: 'gray',
  came_back: 'red',
}
export const isLost = ({ state }: Letter): boolean => state === 'failed' || state === 'came_back'

/** The letters to the customer and what became of each. Nothing where there are none. */
export function Letters({ reference }: { reference: string }) {
  const t = useText()
  const { data: letters = [] } = useQuery(ask('listLetters', { params: { reference } }))
  const [resent, setResent] = useState<Letter | null>(null)
  if (letters.length === 0) return null
  return (
    <section id="letters" aria-labelledby="letters-heading">
      <h2 id="letters-heading" className={factClasses.heading}>
        {t('letters.title')}
      </h2>
      <ul className={classes.letters}>
        {letters.map((letter) => (
          <li key={letter.id} className={classes.letter}>
            <OneLetter letter={letter} onResend={() => setResent(letter)} />
          </li>
        ))}
      </ul>
      {resent && <ResendDialog reference={reference} letter={resent} onClose={() => setResent(null)} />}
    </section>
  )
}

function OneLetter({ letter, onResend }: { letter: Letter; onResend: () => void }) {
  const t = useText()
  const may = useMay()
  const { data: settings } = useQuery({ ...ask('readLetterSettings', {}), enabled: may('readLetterSettings') })
  const hasServer = settings?.delivery === 'server'
  const { state, kind, to, text, subject } = letter
  return (
    <>
      <div className={classes.head}>
        <span className={classes.kind}>{t(`letter.kind.${kind}`)}</span>
        <Badge variant="light" color={tones[state]} className={classes.state}>
          {t(`letters.state.${state}`)}
        </Badge>
      </div>
      <p className={classes.when}>
        <When letter={letter} /> · {to}
      </p>
      <Why letter={letter} />
      <details className={classes.words}>
        <summary>{t('letters.read')}</summary>
        <p dir="auto" className={classes.subject}>
          {subject}
        </p>
        <p dir="auto" className={classes.text}>
          {text}
        </p>
      </details>
      {(isLost(letter) || (state === 'kept_here' && hasServer)) && may('resendLetter') && (
        <Button size="compact-xs" variant="default" onClick={onResend}>
          {t('letters.resend')}
        </Button>
      )}
    </>
  )
}

function When({ letter: { state, sentAt, queuedAt, nextAttemptAt, attempts } }: { letter: Letter }) {
  const t = useText()
  const format = useFormat()
  if (sentAt) return format.dateTime(sentAt)
  if (state === 'waiting' && attempts > 0 && nextAttemptAt)
    return t('letters.again_at', { attempts, at: format.dateTime(nextAttemptAt) })
  return t('letters.queued_at', { at: format.dateTime(queuedAt) })
}

/** What the mail server said, or why the customer does not have it. */
function Why({ letter: { state, reason, isUnsure } }: { letter: Letter }) {
  const t = useText()
  const may = useMay()
  if (state === 'kept_here')
    return (
      <p className={classes.why}>
        {t('letters.kept_why')}{' '}
        {may('listKeptLetters') && <a href="/development-mailbox">{t('nav.development_mailbox')}</a>}
      </p>
    )
  if (!reason) return null
  return (
    <p className={classes.why}>
      {isUnsure ? t('letters.unsure_why') : t('letters.server_said')}{' '}
      <q dir="auto" className={classes.reason}>
        {reason}
      </q>
    </p>
  )
}
