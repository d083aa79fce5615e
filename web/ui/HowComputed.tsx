import { useText } from '../language/useLanguage.ts'
import classes from './HowComputed.module.css'

/** Formula, what went into it, and where it comes from; closed until someone asks. */
export function HowComputed({ parts }: { parts: string[] }) {
  const t = useText()
  return (
    <details className={classes.how}>
      <summary>{t('causes.how')}</summary>
      {parts.map((part) => (
        <p key={part}>{part}</p>
      ))}
    </details>
  )
}
