import { Button, Loader } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import { explain } from '../explain.ts'
import type { DataTableProps } from './DataTable.tsx'
import classes from './DataTable.module.css'

/** The end of the list: more is coming, could not come, or this was all. */
export function More<Row>({ rows, hasMore, isLoadingMore, moreError, onReachEnd }: DataTableProps<Row>) {
  const t = useText()
  if (moreError) {
    return (
      <div role="alert" className={classes.more}>
        {t('table.more_failed')} {explain(moreError, t)}
        <Button variant="default" size="compact-sm" onClick={onReachEnd}>
          {t('failed.retry')}
        </Button>
      </div>
    )
  }
  if (hasMore) {
    return (
      <output className={classes.more}>
        {isLoadingMore && <Loader size="xs" aria-hidden />} {t('table.more')}
      </output>
    )
  }
  return <div className={classes.more}>{t('table.all', { count: rows.length })}</div>
}
