import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { units } from '../../../src/calendar/terms.ts'
import { type Stage, stageKinds, type StageKind } from '../../../src/complaints/clocks/rules.ts'
import { useText } from '../../language/useLanguage.ts'
import classes from './clocks.module.css'
import { newStage, saidIn } from './draft.ts'

type StagesProps = { stages: Stage[]; onChange: (stages: Stage[]) => void; error: string | undefined }

/** The stages of a regime: what, how long after, and whether it is owed or only a chance. */
export function Stages({ stages, onChange, error }: StagesProps) {
  const t = useText()
  const put = (at: number, stage: Stage) => onChange(stages.with(at, stage))
  return (
    <fieldset className={classes.group}>
      <legend>{t('clocks.stages')}</legend>
      {stages.map((stage, at) => (
        <OneStage
          key={stage.key}
          stage={stage}
          onChange={(changed) => put(at, changed)}
          onRemove={stages.length > 1 ? () => onChange(stages.toSpliced(at, 1)) : null}
        />
      ))}
      {error && <p className={classes.warning}>{error}</p>}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        disabled={stages.length >= 12}
        onClick={() => onChange([...stages, newStage(stages, 'regulator')])}
      >
        {t('clocks.add_stage')}
      </Button>
    </fieldset>
  )
}

type OneStageProps = { stage: Stage; onChange: (stage: Stage) => void; onRemove: (() => void) | null }

function OneStage({ stage, onChange, onRemove }: OneStageProps) {
  const t = useText()
  const { term } = stage
  const mayRoll = ['days', 'weeks', 'months'].includes(term.unit)
  return (
    <div className={classes.stage}>
      <NativeSelect
        className={classes.wide}
        label={t('clocks.what')}
        value={stage.kind}
        onChange={({ currentTarget }) => onChange({ ...stage, kind: currentTarget.value as StageKind })}
        data={stageKinds.map((kind) => ({ value: kind, label: t(`clock.stage.${kind}`) }))}
      />
      <NumberInput
        label={t('clocks.amount')}
        min={1}
        max={2000}
        allowDecimal={false}
        value={term.amount}
        onChange={(amount) => onChange({ ...stage, term: { ...term, amount: Number(amount) || 1 } })}
      />
      <NativeSelect
        label={t('clocks.unit')}
        value={term.unit}
        onChange={({ currentTarget }) =>
          onChange({ ...stage, term: { ...term, unit: currentTarget.value as (typeof units)[number] } })
        }
        data={units.map((unit) => ({ value: unit, label: t(`clocks.unit.${unit}`) }))}
      />
      {(['en', 'ru'] as const).map((language) => (
        <TextInput
          key={language}
          label={t(`clocks.words.${language}`)}
          value={stage.words?.[language] ?? ''}
          onChange={(event) => onChange({ ...stage, words: saidIn(stage.words, language, event.currentTarget.value) })}
        />
      ))}
      {mayRoll && (
        <Checkbox
          className={classes.wide}
          label={t('clocks.rolls_over')}
          checked={term.rollsOver}
          onChange={(event) => onChange({ ...stage, term: { ...term, rollsOver: event.currentTarget.checked } })}
        />
      )}
      <Checkbox
        className={classes.wide}
        label={t('clocks.is_chance')}
        checked={!stage.isDuty}
        onChange={(event) => onChange({ ...stage, isDuty: !event.currentTarget.checked })}
      />
      {onRemove && (
        <Button className={classes.remove} size="compact-xs" variant="subtle" color="red" onClick={onRemove}>
          {t('clocks.remove_stage')}
        </Button>
      )}
    </div>
  )
}
