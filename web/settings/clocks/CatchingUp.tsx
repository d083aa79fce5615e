import { Progress } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './clocks.module.css'

/** How far open complaints have caught up with a change of the rules; nothing when they have. */
export function CatchingUp({ progress }: { progress: { checked: number; open: number } | null }) {
  const t = useText()
  const format = useFormat()
  if (!progress) return null
  const words = t('clocks.catching_up', {
    checked: format.number(progress.checked),
    open: format.count({ count: progress.open, isCapped: progress.open >= 100_000 }),
  })
  return (
    <output className={classes.progress}>
      <span>{words}</span>
      <Progress aria-label={words} value={progress.open === 0 ? 100 : (100 * progress.checked) / progress.open} />
    </output>
  )
}
