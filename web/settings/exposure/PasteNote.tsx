import { formatMonth } from '../../../src/platform/texts/dates.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import classes from './exposure.module.css'
import type { LineProblem, MonthUnits } from './parse-months.ts'
import type { Exposure } from './things.ts'

type PasteNoteProps = { months: MonthUnits[]; problems: LineProblem[]; before: Exposure[] }

/** What was understood of the pasted lines before it is stored: lines that cannot be read, and numbers that would be replaced. */
export function PasteNote({ months, problems, before }: PasteNoteProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const old = new Map(before.map(({ month, units }) => [month, units]))
  const replaced = months.filter(({ month, units }) => old.has(month) && old.get(month) !== units)
  if (problems.length === 0 && replaced.length === 0) return null
  return (
    <div className={classes.note} aria-live="polite">
      {problems.map(({ line, text, what }) => (
        <p key={line} className={classes.problem}>
          {t('exposure.line', { line, text, problem: t(`exposure.problem.${what}`) })}
        </p>
      ))}
      {replaced.length > 0 && (
        <>
          <p>{t('exposure.replaces')}</p>
          <ul>
            {replaced.map(({ month, units }) => (
              <li key={month}>
                {t('exposure.replaced', {
                  month: formatMonth(language, month, 'UTC'),
                  before: format.number(old.get(month) ?? 0),
                  after: format.number(units),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
