import { useText } from '../language/useLanguage.ts'
import classes from './SkipLink.module.css'

/** The first thing Tab reaches: past the navigation, to the page. */
export function SkipLink() {
  const t = useText()
  return (
    <a
      href="#main"
      className={classes.skip}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
    >
      {t('nav.skip')}
    </a>
  )
}
