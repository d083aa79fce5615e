import { Checkbox } from '@mantine/core'
import { useDeferredValue, useMemo } from 'react'
import { useFormat, useText } from '../../language/useLanguage.ts'
import type { Draft } from '../page/draft.ts'
import { saidIn } from './promised.ts'
import classes from './reply.module.css'

type PromisesProps = { draft: Draft; onChange: (part: Partial<Draft>) => void }

/** What the answer says that we will do by a time: offered as commitments, each of which can be left out. */
export function Promises({ draft: { text, notPromised }, onChange }: PromisesProps) {
  const t = useText()
  const format = useFormat()
  const written = useDeferredValue(text)
  const said = useMemo(() => saidIn(written), [written])
  if (said.length === 0) return null
  const set = (phrase: string, isPromised: boolean) =>
    onChange({ notPromised: isPromised ? notPromised.filter((each) => each !== phrase) : [...notPromised, phrase] })
  return (
    <fieldset className={classes.promises}>
      <legend className={classes.title}>{t('reply.promises', { count: said.length })}</legend>
      {said.map(({ phrase, text: sentence, dueAt, start }) => (
        <Checkbox
          key={start}
          size="xs"
          checked={!notPromised.includes(phrase)}
          onChange={(event) => set(phrase, event.currentTarget.checked)}
          label={
            <>
              {sentence} <b className={classes.when}>{t('reply.promise_due', { when: format.dateTime(dueAt) })}</b>
            </>
          }
        />
      ))}
      <p className={classes.quiet}>{t('reply.promises_why')}</p>
    </fieldset>
  )
}
