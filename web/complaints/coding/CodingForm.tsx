import { Button } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Refusal } from '../dialogs/Refusal.tsx'
import { useKeyIn } from '../keysIn.ts'
import { type Answers, asRuleFollowed, classOf, noAnswers, openQuestion, withAnswer, withLocus } from './answers.ts'
import { Causes } from './Causes.tsx'
import classes from './CodingPanel.module.css'
import type { Pass } from './pass.ts'
import { Hints } from './Hints.tsx'
import { Place } from './Place.tsx'
import { Questions } from './Questions.tsx'
import { useCoder } from './useCoder.ts'
import { useCodingKeys } from './useCodingKeys.ts'

type CodingFormProps = {
  reference: string
  pass: Pass
  /** In a round of coding, saving leads to the next complaint. */
  isRound: boolean
  /** Leaves the coding as it was; null where there is none. */
  onCancel: (() => void) | null
  onSaved: () => void
}

/** The two questions, where it lies and what it was, by keyboard or by touch. */
export function CodingForm({ reference, pass, isRound, onCancel, onSaved }: CodingFormProps) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const causeField = useRef<HTMLInputElement>(null)
  const [answers, setAnswers] = useState(noAnswers)
  const { save, saveAndGoOn, skip, isBusy, failure, left } = useCoder({ reference, pass, isRound })
  const isComplete = openQuestion(answers) === null
  const change = (next: Answers) => setAnswers(next)
  // By keyboard the focus goes where the next key is wanted: to the cause once its place is known, else to saving.
  const changeByKey = (next: Answers) => {
    flushSync(() => setAnswers(next))
    const wanted = next.locus ? causeField.current : form.current?.querySelector<HTMLElement>('[data-save]')
    // Without scrolling: the words must stay where they are being read.
    if (classOf(next)) wanted?.focus({ preventScroll: true })
  }
  useCodingKeys({
    answers,
    onAnswer: (question, answer) => changeByKey(withAnswer(answers, question, answer)),
    onLocus: (locus) => changeByKey(withLocus(answers, locus)),
    onAgain: () => change(noAnswers),
    onSkip: isRound ? () => void skip() : null,
  })
  // Escape leaves a field, so that the keys mean answers again.
  useKeyIn(form, ({ key, target }) => {
    if (key === 'Escape' && target instanceof HTMLInputElement) target.blur()
  })
  const store = async (isGoingOn: boolean) => {
    if (!isComplete || isBusy) return
    if (isGoingOn) await saveAndGoOn(answers)
    else if (await save(answers)) onSaved()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void store(isRound)
  }
  return (
    <form ref={form} className={classes.form} onSubmit={submit}>
      <Questions answers={answers} onAnswer={(question, answer) => change(withAnswer(answers, question, answer))} />
      <Place
        answers={answers}
        onChoose={(locus) => change(withLocus(answers, locus))}
        onRuleFollowed={() => change(asRuleFollowed(answers))}
      />
      {isComplete && <Causes answers={answers} onChange={change} field={causeField} />}
      <Refusal error={failure} />
      <div className={classes.buttons}>
        <Button type="submit" size="xs" data-save disabled={!isComplete} loading={isBusy}>
          {t(isRound ? 'coding.save_next' : 'coding.save')}
        </Button>
        {!isRound && (
          <Button size="xs" variant="default" disabled={!isComplete || isBusy} onClick={() => store(true)}>
            {t('coding.save_next')}
          </Button>
        )}
        {isRound && (
          <Button size="xs" variant="default" onClick={() => void skip()}>
            {t('coding.skip')}
          </Button>
        )}
        {answers.asDesigned !== null && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => change(noAnswers)}>
            {t('coding.again')}
          </Button>
        )}
        {onCancel && (
          <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
            {t('coding.change_mind')}
          </Button>
        )}
      </div>
      <Hints answers={answers} />
      <p className={classes.keys}>{t('coding.keys')}</p>
      {isRound && left && <Left count={left.left} isCapped={left.more} />}
    </form>
  )
}

/** How many wait to be coded. */
function Left({ count, isCapped }: { count: number; isCapped: boolean }) {
  const t = useText()
  const format = useFormat()
  return <p className={classes.left}>{t('coding.left', { count, shown: format.count({ count, isCapped }) })}</p>
}
