import type { ReactNode } from 'react'
import { useText } from '../language/useLanguage.ts'
import classes from './FormFailure.module.css'

/** Why a form was not taken, above its button. Nothing is shown while there is nothing to say. */
export function FormFailure({ children }: { children: ReactNode }) {
  const t = useText()
  if (!children) return null
  return (
    <p role="alert" className={classes.failure}>
      {children} {t('failed.nothing_changed')}
    </p>
  )
}
