import { Button, Table } from '@mantine/core'
import { formatMonth } from '../../../src/platform/texts/dates.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { Wide } from '../../ui/Wide.tsx'
import classes from './exposure.module.css'
import { thingOf, useThings } from './things.ts'
import type { Looked } from './useFileImport.ts'

type FilePreviewProps = { file: string; looked: Looked; isBusy: boolean; onStore: () => void; onLeave: () => void }

/** As many rows show whether the columns were understood. */
const shownRows = 8

/** What was understood of a file before it is stored: its first rows, and how many numbers it would replace. */
export function FilePreview({ file, looked: { rows, rejected }, isBusy, onStore, onLeave }: FilePreviewProps) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { nameOf } = useThings()
  const replaced = rows.filter(({ before, units }) => before !== null && before !== units).length
  return (
    <>
      <output>{t('exposure.file_found', { file, count: rows.length, replaced, rejected: rejected.length })}</output>
      {rows.length > 0 && (
        <Wide label={t('exposure.file_rows', { count: Math.min(shownRows, rows.length) })}>
          <Table withTableBorder>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('exposure.month')}</Table.Th>
                <Table.Th>{t('exposure.of')}</Table.Th>
                <Table.Th ta="end">{t('exposure.units')}</Table.Th>
                <Table.Th ta="end">{t('exposure.before')}</Table.Th>
                <Table.Th>{t('exposure.unit')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.slice(0, shownRows).map((row) => (
                <Table.Tr key={row.line}>
                  <Table.Td>{formatMonth(language, row.month, 'UTC')}</Table.Td>
                  <Table.Td>{row.dimension === 'cause' ? row.path : nameOf(thingOf(row))}</Table.Td>
                  <Table.Td ta="end">{format.number(row.units)}</Table.Td>
                  <Table.Td ta="end">{row.before === null ? '–' : format.number(row.before)}</Table.Td>
                  <Table.Td>{row.unitName}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
      <div className={classes.buttons}>
        <Button size="xs" onClick={onStore} loading={isBusy} disabled={rows.length === 0}>
          {t('exposure.store', { count: rows.length })}
        </Button>
        <Button size="xs" variant="default" onClick={onLeave}>
          {t('dialog.cancel')}
        </Button>
      </div>
    </>
  )
}
