import { useText } from '../../language/useLanguage.ts'
import classes from './causes.module.css'

/** How a complaint gets its class: two questions, and what each answer leads to. */
export function TwoQuestions() {
  const t = useText()
  const isNo = t('coding.answer.no')
  const isYes = t('coding.answer.yes')
  return (
    <ol className={classes.questions}>
      <li>
        <p className={classes.question}>{t('coding.question.first')}</p>
        <Answers
          answers={[
            [isNo, t('cause.class.delivery')],
            [isYes, t('taxonomy.second')],
          ]}
        />
      </li>
      <li>
        <p className={classes.question}>{t('coding.question.second')}</p>
        <Answers
          answers={[
            [isNo, t('cause.class.surprise')],
            [isYes, t('cause.class.mismatch')],
          ]}
        />
      </li>
      <li className={classes.unknown}>{t('taxonomy.unknown')}</li>
    </ol>
  )
}

function Answers({ answers }: { answers: [answer: string, leads: string][] }) {
  return (
    <dl className={classes.answers}>
      {answers.map(([answer, leads]) => (
        <div key={answer}>
          <dt>{answer}</dt>
          <dd>{leads}</dd>
        </div>
      ))}
    </dl>
  )
}
