import type { Segment } from '../../src/complaints/search/contract.ts'
import classes from './Marked.module.css'

/** A text with its matches marked. */
export function Marked({ segments }: { segments: readonly Segment[] }) {
  return segments.map(({ text, isMatch }, place) =>
    isMatch ? (
      <mark key={place} className={classes.mark}>
        {text}
      </mark>
    ) : (
      text
    ),
  )
}
