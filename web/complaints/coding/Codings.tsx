import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { causeInWords } from '../history/tell.ts'
import type { Coding } from './CodingPanel.tsx'
import classes from './CodingPanel.module.css'

/** Who coded what and when, with what was replaced since; folded. */
export function Codings({ codings }: { codings: Coding[] }) {
  const t = useText()
  if (codings.length === 0) return null
  return (
    <details className={classes.codings}>
      <summary>
        {t('coding.codings', { count: codings.filter(({ standing }) => standing === 'primary').length })}
      </summary>
      <ul>
        {codings.map((coding) => (
          <Line key={coding.id} coding={coding} />
        ))}
      </ul>
      <a href="/coding#agreement">{t('coding.agreement_link')}</a>
    </details>
  )
}

function Line({
  coding: { pass, standing, locus, cause, coder, codedAt, current, class: causeClass },
}: {
  coding: Coding
}) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const about = [
    t('coding.by', { coder: coder.name, date: format.date(codedAt) }),
    t('coding.pass', { pass: String(pass) }),
    standing === 'contributing' ? t('coding.is_contributing') : null,
    current ? null : t('coding.superseded'),
  ]
  return (
    <li data-is-current={current}>
      {causeInWords(t, { causeClass, locus, cause: cause?.name[language] ?? null })}
      <span className={classes.by}>{about.filter((each) => each !== null).join(' · ')}</span>
    </li>
  )
}
