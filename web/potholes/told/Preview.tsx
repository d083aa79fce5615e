import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import type { LetterLanguage, Stage } from './telling.ts'
import classes from './told.module.css'

type Written = { stage: Stage; language: LetterLanguage; subject: string; body: string }
type Found = AnswerOf<'previewTold'>

/** The letter with the words as they stand, as one of those who wait for it gets it; and one of it to oneself. */
export function Preview({ id, written }: { id: string; written: Written }) {
  const t = useText()
  const [place, setPlace] = useState(0)
  const words = useDeferredValue(written)
  const found = useQuery({
    ...ask('previewTold', { params: { id }, body: { ...words, place } }),
    placeholderData: (before: Found | undefined) => before,
  })
  const test = async () => {
    try {
      const { to, delivery } = await call('sendToldTest', { params: { id }, body: written })
      notify({ words: t(`told.test.${delivery}`, { to }) })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    }
  }
  return (
    <section aria-labelledby="told-preview">
      <h3 id="told-preview">{t('told.preview')}</h3>
      {found.error && <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />}
      {found.isPending && <Loading lines={5} />}
      {found.data && <Reader found={found.data} place={place} onPlace={setPlace} />}
      {found.data && (
        <div className={classes.letter} lang={written.language}>
          <span className={classes.subject}>{found.data.subject}</span>
          {found.data.text}
        </div>
      )}
      {found.data?.flaws.map(({ field, message }) => (
        <p key={`${field} ${message}`} className={classes.notice}>
          {message}
        </p>
      ))}
      <div className={classes.bar}>
        <Button variant="default" onClick={() => void test()}>
          {t('told.test')}
        </Button>
      </div>
    </section>
  )
}

function Reader({ found, place, onPlace }: { found: Found; place: number; onPlace: (place: number) => void }) {
  const t = useText()
  const { person, of } = found
  if (!person) return <p className={classes.quiet}>{t('told.preview.nobody')}</p>
  const who = [person.name, person.address, person.reference].filter(Boolean).join(' · ')
  return (
    <div className={classes.marks}>
      <ActionIcon
        variant="default"
        aria-label={t('told.preview.before')}
        disabled={place === 0}
        onClick={() => onPlace(place - 1)}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t('told.preview.after')}
        disabled={place + 1 >= of}
        onClick={() => onPlace(place + 1)}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
      <span className={classes.quiet}>{t('told.preview.to', { place: place + 1, of, who })}</span>
    </div>
  )
}
