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
}

/** Nothing to show, said as something to do. */
export function Empty({ title, children, action, icon }: EmptyProps) {
  return (
    <div className={classes.state}>
      {icon && (
        <span aria-hidden className={classes.sign}>
          {icon}
        </span>
      )}
      <p className={classes.what}>{title}</p>
      {children && <div className={classes.why}>{children}</div>}
      {action}
    </div>
  )
}
