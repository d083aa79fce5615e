import { Select, TextInput } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

/** Where the file comes from: whose numbers these are, and where its clocks stand. */
export function SourceSettings({ draft: { mapping }, change }: Settling) {
  const t = useText()
  const { name, timeZone = 'UTC' } = mapping
  return (
    <section className={classes.part}>
      <h2>{t('import.source')}</h2>
      <div className={classes.pair}>
        <TextInput
          size="xs"
          label={t('import.source_name')}
          description={t('import.source_why')}
          value={name}
          error={name.trim() === '' ? t('import.source_needed') : undefined}
          onChange={(event) => change({ mapping: { ...mapping, name: event.currentTarget.value } })}
        />
        <Select
          size="xs"
          searchable
          allowDeselect={false}
          limit={100}
          label={t('import.time_zone')}
          description={t('import.time_zone_why')}
          data={[...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])]}
          value={timeZone}
          onChange={(zone) => zone && change({ mapping: { ...mapping, timeZone: zone } })}
        />
      </div>
    </section>
  )
}
