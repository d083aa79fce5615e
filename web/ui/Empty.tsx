import type { ReactNode } from 'react'
import classes from './State.module.css'

type EmptyProps = {
  /** What there is none of: "No complaint is waiting for you." */
  title: string
  /** Why, and what would change it. */
  children?: ReactNode
  /** The button or link that does it. */
  action?: ReactNode
  /** A tabler icon, 28 px. */
  icon?: ReactNode
  /** True where nothing else stands on the page: then this is its heading. */
  isPage?: boolean
}

/** Nothing to show, said as something to do. */
export function Empty({ title, children, action, icon, isPage = false }: EmptyProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={classes.state}>
      {icon && (
        <span aria-hidden className={classes.sign}>
          {icon}
        </span>
      )}
      <Title className={classes.what}>{title}</Title>
      {children && <div className={classes.why}>{children}</div>}
      {action}
    </div>
  )
}
