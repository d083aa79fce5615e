import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { NarrowingWritten, ReportPage } from '../../src/insight/reports/contract.ts'
import { useText } from '../language/useLanguage.ts'
import { CopyLink } from '../ui/CopyLink.tsx'
import type { Days } from '../ui/period/periods.ts'
import classes from './ReportActions.module.css'
import { ReportMenu } from './ReportMenu.tsx'

type ReportActionsProps = {
  page: ReportPage
  days: Days | null
  /** What the page is narrowed to; its files are too. */
  narrowing?: NarrowingWritten
  /** Further files of the page. */
  files?: ReactNode
  children?: ReactNode
}

/** What is done with a page of numbers as a whole: its link, paper, and files once its days are known. */
export function ReportActions({ page, days, narrowing = {}, files, children }: ReportActionsProps) {
  const t = useText()
  return (
    <div className={`${classes.actions} not-printed`}>
      {children}
      <CopyLink />
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPrinter size={15} aria-hidden />}
        onClick={() => window.print()}
      >
        {t('causes.print')}
      </Button>
      {days && <ReportMenu page={page} days={days} narrowing={narrowing} files={files} />}
    </div>
  )
}
