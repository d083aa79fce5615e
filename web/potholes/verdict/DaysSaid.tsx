import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { dayIn } from './day.ts'
import classes from './verdict.module.css'

type Day = AnswerOf<'readVerdict'>['days'][number]

/** What was said day by day, days of one word together. */
export function DaysSaid({ days }: { days: Day[] }) {
  const t = useText()
  const format = useFormat()
  const stretches = stretchesOf(days)
  if (stretches.length < 2) return null
  return (
    <details className={classes.section}>
      <summary>{t('verdict.days_said')}</summary>
      <ul className={classes.counted}>
        {stretches.map(({ from, to, word }) => (
          <li key={from}>
            {t('verdict.said_from', {
              from: dayIn(format, from),
              to: dayIn(format, to),
              word: t(`verdict.word.${word}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}

function stretchesOf(days: Day[]): { from: string; to: string; word: Day['word'] }[] {
  const stretches: { from: string; to: string; word: Day['word'] }[] = []
  for (const { asOf, word } of days) {
    const last = stretches.at(-1)
    if (last?.word === word) last.to = asOf
    else stretches.push({ from: asOf, to: asOf, word })
  }
  return stretches
}
