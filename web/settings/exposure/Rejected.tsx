import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { ownColumns } from '../../../src/channels/import/rejected-columns.ts'
import { saveFile } from '../../api/download.ts'
import { useText } from '../../language/useLanguage.ts'
import { toCsv } from '../../../src/charts/table.ts'
import classes from './exposure.module.css'
import type { Looked } from './useFileImport.ts'

/** As many reasons are read; the file has them all. */
const shownReasons = 5

/** Rows that were not understood, each with its reason, and all of them as a file that can be corrected and given again. */
export function Rejected({ file, looked: { header, rejected } }: { file: string; looked: Looked }) {
  const t = useText()
  if (rejected.length === 0) return null
  const save = () => saveFile(new Blob([csvOf(header, rejected)], { type: 'text/csv' }), `${file}.rejected.csv`)
  return (
    <div className={classes.rejected}>
      <p className={classes.problem}>{t('exposure.rejected_rows', { count: rejected.length })}</p>
      <ul>
        {rejected.slice(0, shownReasons).map(({ line, reason }) => (
          <li key={line}>{t('exposure.rejected_line', { line, reason })}</li>
        ))}
      </ul>
      <Button size="xs" variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
        {t('exposure.rejected_save')}
      </Button>
    </div>
  )
}

/** Excel takes a file for UTF-8 only when it begins with the mark. */
function csvOf(header: string[], rejected: Looked['rejected']): string {
  const columns = [...ownColumns, ...header].map((name) => ({ header: name, isNumber: false }))
  const rows = rejected.map(({ line, reason, cells }) => ({
    key: String(line),
    cells: [String(line), reason, ...cells].map((plain) => ({ shown: plain, plain })),
  }))
  return `\ufeff${toCsv({ columns, rows })}`
}
