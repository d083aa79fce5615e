import { Button, CloseButton, Select, TagsInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Condition } from '../../src/channels/import/mapping/mapping.ts'
import { useText } from '../language/useLanguage.ts'
import { type Samples, valuesOf, withSkips } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

/** Rows that are no complaints, such as praise. They are counted apart from rejected ones. */
export function SkipSettings({ draft: { mapping }, change, preview }: Settling) {
  const t = useText()
  const skips = mapping.skipWhen ?? []
  const set = (next: Condition[]) => change({ mapping: withSkips(mapping, next) })
  const replace = (place: number, next: Condition) => set(skips.map((each, at) => (at === place ? next : each)))
  return (
    <section className={classes.part}>
      <h2>{t('import.skips')}</h2>
      <p className={classes.about}>{t('import.skips_why')}</p>
      {skips.map((skip, place) => (
        <Skip
          // The order is all that tells two conditions apart.
          key={place}
          skip={skip}
          columns={preview.columns}
          samples={preview.samples}
          onChange={(next) => replace(place, next)}
          onRemove={() => set(skips.filter((_each, at) => at !== place))}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => set([...skips, { column: preview.columns[0] ?? '', in: [] }])}
      >
        {t('import.skip_add')}
      </Button>
    </section>
  )
}

type SkipProps = {
  skip: Condition
  columns: string[]
  samples: Samples
  onChange: (next: Condition) => void
  onRemove: () => void
}

type Kind = 'in' | 'startsWith' | 'filled' | 'empty'

const kindOf = ({ filled, startsWith }: Condition): Kind =>
  filled === undefined ? (startsWith ? 'startsWith' : 'in') : filled ? 'filled' : 'empty'

function Skip({ skip, columns, samples, onChange, onRemove }: SkipProps) {
  const t = useText()
  const [column = ''] = [skip.column].flat()
  const kind = kindOf(skip)
  const words = skip.in ?? skip.startsWith ?? []
  const withKind = (next: Kind): Condition => {
    if (next === 'filled' || next === 'empty') return { column: skip.column, filled: next === 'filled' }
    return { column: skip.column, [next]: words }
  }
  return (
    <div className={classes.skip}>
      <Select
        size="xs"
        searchable
        allowDeselect={false}
        aria-label={t('import.column')}
        data={[...new Set([...columns, column])]}
        value={column}
        onChange={(value) => value && onChange({ ...skip, column: value })}
      />
      <Select
        size="xs"
        allowDeselect={false}
        aria-label={t('import.skip_how')}
        value={kind}
        onChange={(value) => onChange(withKind(value as Kind))}
        data={(['in', 'startsWith', 'filled', 'empty'] as const).map((each) => ({
          value: each,
          label: t(`import.skip.${each}`),
        }))}
      />
      {(kind === 'in' || kind === 'startsWith') && (
        <TagsInput
          size="xs"
          aria-label={t('import.skip_words')}
          placeholder={words.length === 0 ? t('import.skip_words') : undefined}
          data={[...new Set(valuesOf(samples, [column]))].filter((word) => word.length < 60)}
          value={words}
          onChange={(next) => onChange({ column: skip.column, [kind]: next })}
        />
      )}
      <CloseButton size="sm" aria-label={t('import.skip_remove')} onClick={onRemove} />
    </div>
  )
}
