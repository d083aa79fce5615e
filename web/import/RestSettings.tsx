import { MultiSelect, SegmentedControl } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'
import { restColumns, withRest } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

/** What becomes of the columns that nothing else uses. */
export function RestSettings({ draft: { mapping }, change, preview }: Settling) {
  const t = useText()
  const columns = restColumns(mapping, preview.columns)
  const { rest, except = [] } = mapping
  if (columns.length === 0) return null
  return (
    <section className={classes.part}>
      <h2>{t('import.rest', { count: columns.length })}</h2>
      <p className={classes.about}>{columns.join(' · ')}</p>
      <SegmentedControl
        size="xs"
        aria-label={t('import.rest', { count: columns.length })}
        value={rest}
        onChange={(value) => change({ mapping: withRest(mapping, value as 'fields', except) })}
        data={[
          { value: 'fields', label: t('import.rest_fields') },
          { value: 'drop', label: t('import.rest_drop') },
        ]}
      />
      <MultiSelect
        size="xs"
        mt="xs"
        searchable
        label={rest === 'fields' ? t('import.rest_but_drop') : t('import.rest_but_keep')}
        data={[...new Set([...columns, ...except])]}
        value={except}
        onChange={(value) => change({ mapping: withRest(mapping, rest, value) })}
      />
    </section>
  )
}
