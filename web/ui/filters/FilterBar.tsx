import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../language/useLanguage.ts'
import classes from './FilterBar.module.css'

type FilterBarProps = {
  /** What is filtered, for screen readers: "Filter complaints". */
  label: string
  /** FilterSearch, buttons with what can be chosen. */
  children: ReactNode
  /** Takes all filters away; give it only while there are some. */
  onClear?: (() => void) | undefined
  /** At the far end: how many were found, a view switch, a download. */
  aside?: ReactNode
}

/** A row of filters above a list; wraps on narrow screens. Keep the choices in the address, so that a link shows the same list. */
export function FilterBar({ label, children, onClear, aside }: FilterBarProps) {
  const t = useText()
  return (
    <search aria-label={label} className={classes.bar}>
      {children}
      {onClear && (
        <Button variant="subtle" color="gray" size="xs" leftSection={<IconX size={14} aria-hidden />} onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
      {aside && <div className={classes.aside}>{aside}</div>}
    </search>
  )
}
