import { useText } from '../../language/useLanguage.ts'
import { type Answers, hintsFor } from './answers.ts'
import classes from './CodingPanel.module.css'

/** The rules that stop blame, where they matter. */
export function Hints({ answers }: { answers: Answers }) {
  const t = useText()
  return (
    <ul className={classes.hints}>
      {hintsFor(answers).map((hint) => (
        <li key={hint}>{t(`coding.hint.${hint}`)}</li>
      ))}
    </ul>
  )
}
