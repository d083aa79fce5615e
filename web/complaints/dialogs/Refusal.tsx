import { useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import classes from './ActionDialog.module.css'

/** Why something typed was not taken, and that it is still here. Nothing while there is no error. */
export function Refusal({ error }: { error: unknown }) {
  const t = useText()
  if (!error) return null
  return (
    <p role="alert" className={classes.refusal}>
      {explain(error, t)} {t('complaint.kept')}
    </p>
  )
}
