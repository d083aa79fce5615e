import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useText } from '../language/useLanguage.ts'
import { announce } from '../ui/announce.ts'
import classes from './NewRows.module.css'
import { useNewRows } from './useNewRows.ts'

/** "3 new complaints": loads them when pressed, so that no row moves before. Nothing while there are none. */
export function NewRows() {
  const t = useText()
  const { count, isMore, load } = useNewRows()
  const words = count > 0 && t('live.new_rows', { count, more: isMore ? 'yes' : 'no' })
  useEffect(() => {
    if (words) announce(words)
  }, [words])
  if (!words) return null
  const show = async () => {
    await load()
    scrollTo({ top: 0 })
    announce(t('live.new_rows_loaded'))
  }
  return (
    <div className={classes.place}>
      <Button
        size="compact-sm"
        radius="xl"
        className={classes.pill}
        leftSection={<IconArrowUp size={14} aria-hidden />}
        onClick={() => void show()}
      >
        {words}
      </Button>
    </div>
  )
}
