import { IconMessageQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { askedBefore, asksForHeld } from '../../../src/complaints/repeats/rules.ts'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './reply.module.css'

/** While an answer is written: what in it asks for something that the customer told us, or that we hold. */
export function AskedAlready({ reference, text }: { reference: string; text: string }) {
  const t = useText()
  const format = useFormat()
  const { data: story } = useQuery(ask('readStory', { params: { reference } }))
  const written = useDeferredValue(text)
  const [before, held] = useMemo(() => {
    if (!story) return [[], []] as const
    const asked = story.asked.map((each) => ({ ...each, isAnswered: each.answer !== null }))
    return [askedBefore(written, asked), asksForHeld(written, story.held)] as const
  }, [story, written])
  if (before.length + held.length === 0) return null
  return (
    <section aria-label={t('reply.no_repeat')} className={classes.repeats}>
      <p className={classes.title}>
        <IconMessageQuestion size={16} aria-hidden /> {t('reply.no_repeat')}
      </p>
      <ul>
        {before.map(([question, { answer }]) => (
          <li key={question}>
            <q>{question}</q> {t('reply.asked_before')}{' '}
            {answer && (
              <>
                <q>{answer.text}</q> <span className={classes.quiet}>{format.date(answer.at)}</span>
              </>
            )}
          </li>
        ))}
        {held.map(([question, { names, value }]) => (
          <li key={question}>
            <q>{question}</q> {t('reply.held', { what: names[0] ?? '', value })}
          </li>
        ))}
      </ul>
    </section>
  )
}
