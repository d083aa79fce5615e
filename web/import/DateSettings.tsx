import { Select, TagsInput } from '@mantine/core'
import type { Mapping } from '../../src/channels/import/mapping/mapping.ts'
import { useText } from '../language/useLanguage.ts'
import { withReceipt } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

/** The forms in which dates are written most; any other can be typed. */
const usualForms = [
  'iso',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'yyyy/mm/dd',
  'd mmm yyyy',
  'mmm d, yyyy',
  'dd.mm.yyyy hh:mm',
  'excel',
  'unix',
]

/** How the dates of receipt are written, and what becomes of a row without one. */
export function DateSettings({ mapping, change }: { mapping: Mapping } & Pick<Settling, 'change'>) {
  const t = useText()
  const { format = [], ifEmpty = 'reject', from } = mapping.columns.receivedAt
  return (
    <div className={classes.nested}>
      {from !== undefined && (
        <TagsInput
          size="xs"
          label={t('import.written_as')}
          data={usualForms}
          value={[format].flat()}
          onChange={(forms) => change({ mapping: withReceipt(mapping, { format: forms }) })}
        />
      )}
      <Select
        size="xs"
        label={t('import.without_date')}
        allowDeselect={false}
        value={ifEmpty}
        onChange={(value) => change({ mapping: withReceipt(mapping, { ifEmpty: value as 'reject' }) })}
        data={[
          { value: 'reject', label: t('import.reject_row') },
          { value: 'import time', label: t('import.use_import_time') },
        ]}
      />
    </div>
  )
}
