import { CloseButton } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import classes from './tags.module.css'

type TagChipProps = {
  name: string
  colour: string
  /** Takes the tag off; absent where it stays. */
  onRemove?: () => void
}

/** A tag as it is shown everywhere: its colour as a dot, its word in plain ink, so that it reads in every colour. */
export function TagChip({ name, colour, onRemove }: TagChipProps) {
  const t = useText()
  return (
    <span className={classes.tag}>
      <span className={classes.dot} data-colour={colour} />
      <span className={classes.word}>{name}</span>
      {onRemove && <CloseButton size="xs" aria-label={t('tags.remove', { tag: name })} onClick={onRemove} />}
    </span>
  )
}
