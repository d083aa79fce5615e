import { Button } from '@mantine/core'
import type { Answer } from '../../../src/causes/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { type Answers, openQuestion, type Question } from './answers.ts'
import classes from './CodingPanel.module.css'

const keyOf = { yes: 'y', no: 'n', unknown: 'u' } as const
const possible = Object.keys(keyOf) as Answer[]

type QuestionsProps = { answers: Answers; onAnswer: (question: Question, answer: Answer) => void }

/** The two questions; the second appears when the first is answered with yes. */
export function Questions({ answers, onAnswer }: QuestionsProps) {
  const open = openQuestion(answers)
  const asked: { question: Question; given: Answer | null }[] = [
    { question: 'first', given: answers.asDesigned },
    ...(answers.asDesigned === 'yes' ? [{ question: 'second' as const, given: answers.expected }] : []),
  ]
  return asked.map(({ question, given }) => (
    <Asked key={question} question={question} given={given} isOpen={open === question} onAnswer={onAnswer} />
  ))
}

type AskedProps = { question: Question; given: Answer | null; isOpen: boolean; onAnswer: QuestionsProps['onAnswer'] }

function Asked({ question, given, isOpen, onAnswer }: AskedProps) {
  const t = useText()
  return (
    <fieldset className={classes.question}>
      <legend>{t(`coding.question.${question}`)}</legend>
      <div className={classes.answers}>
        {possible.map((answer) => (
          <Button
            key={answer}
            size="xs"
            variant={given === answer ? 'filled' : 'default'}
            aria-pressed={given === answer}
            rightSection={isOpen ? <KeyHint keys={keyOf[answer]} /> : undefined}
            onClick={() => onAnswer(question, answer)}
          >
            {t(`coding.answer.${answer}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
