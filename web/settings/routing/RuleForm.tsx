import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import { AboutComplaint } from './AboutComplaint.tsx'
import type { DraftRule } from './draft.ts'
import { FieldConditions } from './FieldConditions.tsx'
import { HoursFields } from './HoursFields.tsx'
import classes from './routing.module.css'
import type { ErrorOf } from './rule-fields.ts'
import type { Rule } from './sentence.ts'
import type { useRoutingWorld } from './useNames.ts'

type RuleFormProps = {
  rule: DraftRule
  world: ReturnType<typeof useRoutingWorld>
  onChange: (change: Partial<Rule>) => void
  errorOf: ErrorOf
}

/** Everything a rule holds. */
export function RuleForm(props: RuleFormProps) {
  const { rule, onChange, errorOf } = props
  const t = useText()
  return (
    <div className={classes.form}>
      <TextInput
        label={t('routing.name')}
        value={rule.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={errorOf('name')}
        data-autofocus
      />
      <Switch
        label={t('routing.active')}
        checked={rule.active}
        onChange={(event) => onChange({ active: event.currentTarget.checked })}
      />
      <Conditions {...props} />
      <Target {...props} />
    </div>
  )
}

function Conditions({ rule, onChange, errorOf }: RuleFormProps) {
  const t = useText()
  const { conditions } = rule
  const set = (change: Partial<Rule['conditions']>) => onChange({ conditions: { ...conditions, ...change } })
  return (
    <fieldset className={classes.group}>
      <legend>{t('routing.when')}</legend>
      <p className={classes.quiet}>{t('routing.when_why')}</p>
      <AboutComplaint value={conditions} onChange={set} />
      <FieldConditions value={conditions.fields} onChange={(fields) => set({ fields })} />
      <HoursFields
        value={conditions.workingHours}
        onChange={(workingHours) => set({ workingHours })}
        errorOf={errorOf}
      />
    </fieldset>
  )
}

function Target({ rule, world, onChange, errorOf }: RuleFormProps) {
  const t = useText()
  const { toPersonId, toTeamId, conditions } = rule
  const choose = (value: string) => {
    const [kind, id = null] = value.split(' ')
    onChange({ toPersonId: kind === 'person' ? id : null, toTeamId: kind === 'team' ? id : null })
  }
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t('routing.target')}
        value={toPersonId ? `person ${toPersonId}` : toTeamId ? `team ${toTeamId}` : ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        error={errorOf('toPersonId') ?? errorOf('toTeamId')}
      >
        <option value="">{t('routing.target_none')}</option>
        <optgroup label={t('settings.teams')}>
          {world.teams.map(({ id, name }) => (
            <option key={id} value={`team ${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('settings.people')}>
          {world.people
            .filter(({ active }) => active)
            .map(({ id, name }) => (
              <option key={id} value={`person ${id}`}>
                {name}
              </option>
            ))}
        </optgroup>
      </NativeSelect>
      <NumberInput
        label={t('routing.most_open')}
        description={t('routing.most_open_why')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={conditions.mostOpen ?? ''}
        onChange={(value) =>
          onChange({ conditions: { ...conditions, mostOpen: value === '' ? undefined : Number(value) } })
        }
        error={errorOf('conditions.mostOpen')}
        min={1}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
      />
    </div>
  )
}
