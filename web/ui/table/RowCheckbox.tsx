import { Checkbox } from '@mantine/core'
import type { MouseEvent } from 'react'
import type { Selection } from './useSelection.ts'

type RowCheckboxProps<Row> = { row: Row; rowKey: string; selection: Selection<Row> }

/** Chooses a row; with Shift all rows from the one chosen before. */
export function RowCheckbox<Row>({ row, rowKey, selection }: RowCheckboxProps<Row>) {
  return (
    <Checkbox
      size="xs"
      aria-label={selection.labelOf(row)}
      checked={selection.rows.has(rowKey)}
      // Not onChange: only the press itself knows of Shift.
      onClick={(event: MouseEvent) => selection.toggle(row, event.shiftKey)}
      onChange={() => {}}
    />
  )
}
