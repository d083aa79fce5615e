import { Kbd } from '@mantine/core'
import classes from './KeyHint.module.css'

/** The keys of a shortcut, one after another: `gc` is shown as two keys. The words beside it say what they do. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {[...keys].map((key, place) => (
        <Kbd key={place} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  )
}
