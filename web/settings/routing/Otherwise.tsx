import { NativeSelect, NumberInput } from '@mantine/core'
import type { ItemOf } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import type { Draft } from './draft.ts'
import classes from './routing.module.css'

type OtherwiseProps = {
  draft: Draft
  people: ItemOf<'listPeople'>[]
  onChange: (change: Partial<Draft>) => void
  errorOf: (field: string) => string | undefined
}

/** What holds when no rule does, and for every complaint. */
export function Otherwise({ draft, people, onChange, errorOf }: OtherwiseProps) {
  const t = useText()
  return (
    <div className={classes.otherwise}>
      <NativeSelect
        label={t('routing.last_resort')}
        description={t('routing.last_resort_why')}
        name="lastResortId"
        value={draft.lastResortId}
        onChange={({ currentTarget }) => onChange({ lastResortId: currentTarget.value })}
        error={errorOf('lastResortId')}
        data={people
          .filter(({ active }) => active)
          .map(({ id, name, role }) => ({ value: id, label: `${name} (${t(`role.${role}`)})` }))}
      />
      <NumberInput
        label={t('routing.hours_until')}
        description={t('routing.hours_until_why')}
        name="updateWithinHours"
        value={draft.updateWithinHours}
        onChange={(value) => onChange({ updateWithinHours: value === '' ? '' : Number(value) })}
        error={errorOf('updateWithinHours')}
        min={1}
        max={2000}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
      />
    </div>
  )
}
