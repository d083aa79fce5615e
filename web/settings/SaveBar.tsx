import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../language/useLanguage.ts'
import classes from './SaveBar.module.css'

type SaveBarProps = {
  /** What is not saved yet, in words. */
  children: ReactNode
  saveLabel: string
  isBusy?: boolean
  /** Absent in a form, whose button sends it. */
  onSave?: () => void
  onDiscard: () => void
}

/** Stays at the bottom of the window while something is not saved. */
export function SaveBar({ children, saveLabel, isBusy, onSave, onDiscard }: SaveBarProps) {
  const t = useText()
  return (
    <section aria-label={t('save.unsaved')} className={classes.bar}>
      <p className={classes.words}>{children}</p>
      <Button variant="default" onClick={onDiscard}>
        {t('save.discard')}
      </Button>
      <Button type={onSave ? 'button' : 'submit'} onClick={onSave} loading={isBusy}>
        {saveLabel}
      </Button>
    </section>
  )
}
