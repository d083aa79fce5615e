import { Button, TextInput } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import { RuleFields } from '../RuleFields.tsx'
import type { FieldsProps } from './FixForm.tsx'
import classes from './fixes.module.css'
import { noStage, type Stage } from './terms.ts'

/** Where and when a fix goes live: once everywhere, or in stages. */
export function StageFields({ terms: { stages }, set, errorOf }: FieldsProps) {
  const t = useText()
  const change = (row: number, part: Partial<Stage>) =>
    set({ stages: stages.map((stage, at) => (at === row ? { ...stage, ...part } : stage)) })
  return (
    <fieldset className={classes.group}>
      <legend>{t('fix.where_when')}</legend>
      <p className={classes.quiet}>{t('fix.stages_why')}</p>
      {stages.map((stage, row) => (
        <StageRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a row is what it is known by
          key={row}
          stage={stage}
          row={row}
          isOnly={stages.length === 1}
          errorOf={errorOf}
          onChange={(part) => change(row, part)}
          onRemove={() => set({ stages: stages.filter((_, at) => at !== row) })}
        />
      ))}
      <div className={classes.actions}>
        <Button variant="default" disabled={stages.length >= 50} onClick={() => set({ stages: [...stages, noStage] })}>
          {t('fix.add_stage')}
        </Button>
      </div>
      {errorOf('stages') && (
        <p className={classes.late} role="alert">
          {errorOf('stages')}
        </p>
      )}
    </fieldset>
  )
}

type StageRowProps = {
  stage: Stage
  row: number
  isOnly: boolean
  errorOf: FieldsProps['errorOf']
  onChange: (part: Partial<Stage>) => void
  onRemove: () => void
}

function StageRow({ stage, row, isOnly, errorOf, onChange, onRemove }: StageRowProps) {
  const t = useText()
  const error = (field: string) => errorOf(`stages.${row}.${field}`)
  return (
    <section className={classes.row} aria-label={t('fix.stage_number', { number: row + 1 })}>
      <div className={classes.columns}>
        <TextInput
          label={t('fix.stage_place')}
          description={t('fix.stage_place_why')}
          value={stage.place}
          maxLength={160}
          error={error('place')}
          onChange={(event) => onChange({ place: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('fix.planned_on')}
          description={t('fix.planned_on_why')}
          value={stage.plannedOn ?? ''}
          error={error('plannedOn')}
          onChange={(event) => onChange({ plannedOn: event.currentTarget.value || null })}
        />
        <TextInput
          label={t('fix.release')}
          description={t('fix.release_why')}
          value={stage.releasedAs ?? ''}
          maxLength={200}
          error={error('releasedAs')}
          onChange={(event) => onChange({ releasedAs: event.currentTarget.value || null })}
        />
      </div>
      {!isOnly && (
        <>
          <RuleFields
            label={t('fix.stage_rule', { place: stage.place || t('fix.stage_number', { number: row + 1 }) })}
            why={t('fix.stage_rule_why')}
            rule={stage.filters}
            error={error('filters')}
            onChange={(filters) => onChange({ filters })}
          />
          <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
            {t('fix.remove_stage', { number: row + 1 })}
          </Button>
        </>
      )}
    </section>
  )
}
