import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './DevelopmentMailboxPage.module.css'
import { LetterFrame } from './LetterFrame.tsx'

const ways = ['html', 'text', 'headers'] as const
type Way = (typeof ways)[number]

/** One letter of the development mailbox: as a page, as plain text, and what machines read of it. */
export function KeptLetter({ id }: { id: string }) {
  const t = useText()
  const format = useFormat()
  const letter = useQuery({ ...ask('readKeptLetter', { params: { id } }), staleTime: Number.POSITIVE_INFINITY })
  const [way, setWay] = useState<Way>('html')
  if (letter.isPending) return <Loading shape="page" lines={6} />
  if (!letter.data) return <Failed error={letter.error} onRetry={() => void letter.refetch()} />
  const { subject, to, at, files } = letter.data
  return (
    <section aria-labelledby="kept-letter" className={classes.letter}>
      <Link to="/development-mailbox" search={{}} className={classes.back}>
        {t('development_mailbox.all')}
      </Link>
      <h2 id="kept-letter" dir="auto" className={classes.heading}>
        {subject}
      </h2>
      <p className={classes.head}>
        {t('development_mailbox.to', { to })} · {format.dateTime(at)}
      </p>
      <SegmentedControl
        size="xs"
        aria-label={t('letters.shown_as')}
        value={way}
        onChange={(value) => setWay(value as Way)}
        data={ways.map((each) => ({ value: each, label: t(`letters.as.${each}`) }))}
        style={{ justifySelf: 'start' }}
      />
      <Shown letter={letter.data} way={way} />
      {files.length > 0 && (
        <p className={classes.head}>
          {t('development_mailbox.files', { files: files.map(({ name }) => name).join(', ') })}
        </p>
      )}
    </section>
  )
}

function Shown({ letter, way }: { letter: AnswerOf<'readKeptLetter'>; way: Way }) {
  if (way === 'html') return <LetterFrame hasLinks html={letter.html} title={letter.subject} />
  if (way === 'text')
    return (
      <pre dir="auto" className={classes.plain}>
        {letter.text}
      </pre>
    )
  return (
    <dl className={classes.headers}>
      {letter.headers.map(({ name, value }, at) => (
        <div key={at} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
