import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { uncodableReasons, type Uncodable } from '../../src/causes/sampling/rules.ts'
import {
  type Answers,
  asRuleFollowed,
  classOf,
  noAnswers,
  openQuestion,
  withAnswer,
  withLocus,
} from '../complaints/coding/answers.ts'
import { MainCause } from '../complaints/coding/Causes.tsx'
import classes from '../complaints/coding/CodingPanel.module.css'
import { Hints } from '../complaints/coding/Hints.tsx'
import { Place } from '../complaints/coding/Place.tsx'
import { Questions } from '../complaints/coding/Questions.tsx'
import { useCodingKeys } from '../complaints/coding/useCodingKeys.ts'
import { Refusal } from '../complaints/dialogs/Refusal.tsx'
import { useKeyIn } from '../complaints/keysIn.ts'
import { useText } from '../language/useLanguage.ts'
import { useShortcut } from '../shortcuts/useShortcut.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import type { SampleAnswer } from './sample.ts'

/** What was answered, as the API takes it; the reason only where it was asked for. */
export type Answered = {
  coding?: {
    asDesigned: 'yes' | 'no' | 'unknown'
    expected: 'yes' | 'no' | 'unknown' | null
    locus: string | null
    causeId: string | null
  }
  uncodable?: Uncodable
  reason: string
}

type AnswerFormProps = {
  /** What was answered before. */
  before: SampleAnswer | null
  /** Whether a reason is wanted: what is settled must say why. */
  hasReason: boolean
  submitLabel: string
  isBusy: boolean
  failure: unknown
  onSubmit: (answered: Answered) => void
  /** Goes on without an answer. */
  onSkip: (() => void) | null
}

const answersOf = (before: SampleAnswer | null): Answers =>
  before?.asDesigned
    ? {
        asDesigned: before.asDesigned,
        expected: before.expected,
        locus: before.locus as Answers['locus'],
        causeId: before.cause?.id ?? null,
        contributing: [],
      }
    : noAnswers

/** The two questions, where it lies and what it was, or why there is no class; by keyboard or by touch. */
export function AnswerForm({ before, hasReason, submitLabel, isBusy, failure, onSubmit, onSkip }: AnswerFormProps) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const causeField = useRef<HTMLInputElement>(null)
  const [answers, setAnswers] = useState(() => answersOf(before))
  const [uncodable, setUncodable] = useState<Uncodable | null>(before?.uncodable ?? null)
  const [reason, setReason] = useState('')
  const isAnswered = uncodable !== null || openQuestion(answers) === null
  const isComplete = isAnswered && (!hasReason || reason.trim() !== '')
  const change = (next: Answers) => {
    setAnswers(next)
    setUncodable(null)
  }
  const goOn = (isPlaceKnown: boolean) => {
    const next = hasReason ? 'textarea' : '[data-save]'
    const wanted =
      isPlaceKnown && causeField.current ? causeField.current : form.current?.querySelector<HTMLElement>(next)
    // Without scrolling: the words must stay where they are being read.
    wanted?.focus({ preventScroll: true })
  }
  const changeByKey = (next: Answers) => {
    flushSync(() => change(next))
    if (classOf(next) && (next.locus || classOf(next) === 'unknown')) goOn(next.locus !== null)
  }
  const leave = (why: Uncodable) => {
    flushSync(() => {
      setAnswers(noAnswers)
      setUncodable(why)
    })
    goOn(false)
  }
  useCodingKeys({
    answers,
    onAnswer: (question, answer) => changeByKey(withAnswer(answers, question, answer)),
    onLocus: (locus) => changeByKey(withLocus(answers, locus)),
    onAgain: () => change(noAnswers),
    onSkip,
  })
  // Escape leaves a field, so that the keys mean answers again.
  useKeyIn(form, ({ key, target }) => {
    if (key === 'Escape' && target instanceof HTMLElement) target.blur()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isComplete || isBusy) return
    const { asDesigned, expected, locus, causeId } = answers
    if (uncodable) onSubmit({ uncodable, reason: reason.trim() })
    else if (asDesigned) onSubmit({ coding: { asDesigned, expected, locus, causeId }, reason: reason.trim() })
  }
  return (
    <form ref={form} className={classes.form} onSubmit={submit}>
      <Questions answers={answers} onAnswer={(question, answer) => change(withAnswer(answers, question, answer))} />
      <Place
        answers={answers}
        onChoose={(locus) => change(withLocus(answers, locus))}
        onRuleFollowed={() => change(asRuleFollowed(answers))}
      />
      {openQuestion(answers) === null && <MainCause answers={answers} onChange={change} field={causeField} />}
      <NotCodable chosen={uncodable} onChoose={leave} />
      {hasReason && (
        <Textarea
          label={t('samples.reason')}
          description={t('samples.reason_why')}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Refusal error={failure} />
      <div className={classes.buttons}>
        <Button type="submit" size="xs" data-save disabled={!isComplete} loading={isBusy}>
          {submitLabel}
        </Button>
        {onSkip && (
          <Button size="xs" variant="default" onClick={onSkip}>
            {t('coding.skip')}
          </Button>
        )}
        {(answers.asDesigned !== null || uncodable) && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => change(noAnswers)}>
            {t('coding.again')}
          </Button>
        )}
      </div>
      <Hints answers={answers} />
      <p className={classes.keys}>{t('samples.keys')}</p>
    </form>
  )
}

/** Why a complaint has no class; it stays in the sample as such. */
function NotCodable({ chosen, onChoose }: { chosen: Uncodable | null; onChoose: (why: Uncodable) => void }) {
  const t = useText()
  const group = 'coding.group' as const
  useShortcut('x1', { label: 'samples.uncodable.no_words', group, run: () => onChoose('no_words') })
  useShortcut('x2', { label: 'samples.uncodable.not_a_complaint', group, run: () => onChoose('not_a_complaint') })
  useShortcut('x3', { label: 'samples.uncodable.not_understood', group, run: () => onChoose('not_understood') })
  return (
    <fieldset className={classes.question}>
      <legend>{t('samples.uncodable')}</legend>
      <div className={classes.answers}>
        {uncodableReasons.map((why, place) => (
          <Button
            key={why}
            size="xs"
            variant={chosen === why ? 'filled' : 'default'}
            aria-pressed={chosen === why}
            rightSection={chosen === null ? <KeyHint keys={`x${place + 1}`} /> : undefined}
            onClick={() => onChoose(why)}
          >
            {t(`samples.uncodable.${why}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
