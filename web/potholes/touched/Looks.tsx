import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './touched.module.css'
import type { Place } from './useTouched.ts'

/** What was found at a place: the last word, and earlier ones on request. */
export function Looks({ looks }: { looks: Place['looks'] }) {
  const t = useText()
  const [last, ...earlier] = looks
  if (!last) return <span className={classes.quiet}>{t('touched.not_looked')}</span>
  return (
    <div className={classes.found}>
      <Look look={last} />
      {earlier.length > 0 && (
        <details>
          <summary>{t('touched.earlier', { count: earlier.length })}</summary>
          {earlier.map((look) => (
            <Look key={look.at} look={look} />
          ))}
        </details>
      )}
    </div>
  )
}

function Look({ look: { answer, note, by, at } }: { look: Place['looks'][number] }) {
  const t = useText()
  const format = useFormat()
  return (
    <div>
      {t(`touched.answer.${answer}`)}
      {note && <span dir="auto">{` ${note}`}</span>}
      <span className={classes.quiet}>
        {t('stopped.by', { who: by ?? t('event.who.program'), when: format.dateTime(at) })}
      </span>
    </div>
  )
}
