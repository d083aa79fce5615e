import type { ReactNode } from 'react'
import type { Moment } from '../../src/platform/texts/dates.ts'
import { useFormat } from '../language/useLanguage.ts'
import classes from './Timeline.module.css'
import { useNow } from './useNow.ts'

export type TimelineEntry = {
  key: string
  at: Moment
  /** What happened, in one line. */
  title: ReactNode
  /** A tabler icon, 14 px; a dot without it. */
  icon?: ReactNode
  /** `accent` for what the reader is looking for, `warning` for what went wrong; the words must say it too. */
  tone?: 'accent' | 'warning'
  /** The words of a message, a reason, a note. */
  children?: ReactNode
}

type TimelineProps = {
  /** What the list is of, for screen readers. */
  label: string
  /** In the order in which they are shown; a heading stands where the day changes. */
  entries: TimelineEntry[]
}

/** What happened, by day. */
export function Timeline({ label, entries }: TimelineProps) {
  const format = useFormat()
  const now = useNow()
  const days = entries.map((entry) => format.day(entry.at, now))
  return (
    <ol aria-label={label} className={classes.timeline}>
      {entries.map((entry, place) => (
        <li key={entry.key} className={classes.entry} data-tone={entry.tone}>
          {days[place] !== days[place - 1] && <p className={classes.day}>{days[place]}</p>}
          <div className={classes.row}>
            <span aria-hidden className={classes.sign}>
              {entry.icon ?? <span className={classes.dot} />}
            </span>
            <div className={classes.words}>
              <p className={classes.title}>{entry.title}</p>
              {entry.children && <div className={classes.body}>{entry.children}</div>}
            </div>
            <time
              dateTime={new Date(entry.at).toISOString()}
              title={format.dateTime(entry.at)}
              className={classes.time}
            >
              {format.time(entry.at)}
            </time>
          </div>
        </li>
      ))}
    </ol>
  )
}
