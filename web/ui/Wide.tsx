import type { ReactNode } from 'react'
import classes from './Wide.module.css'

/** A table that may be wider than a telephone: it is scrolled by itself, by keys too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <section className={classes.wide} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
