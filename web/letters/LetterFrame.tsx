import classes from './LetterFrame.module.css'

type LetterFrameProps = {
  html: string
  /** What it is, for those who cannot see it. */
  title: string
  /** Whether its links may be followed, each in a tab of its own. */
  hasLinks?: boolean
}

/** A letter as a mail program shows it: on paper of its own, where nothing in it can run or reach the page around it. */
export function LetterFrame({ html, title, hasLinks = false }: LetterFrameProps) {
  // On its white paper a letter may not take the dark colours of this window.
  const lit = html.replace('content="light dark"', 'content="light"')
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox={hasLinks ? 'allow-popups allow-popups-to-escape-sandbox' : ''}
      srcDoc={hasLinks ? lit.replace('<head>', '<head><base target="_blank">') : lit}
    />
  )
}
