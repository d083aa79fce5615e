import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Loading } from '../../ui/Loading.tsx'
import { RuleFields } from '../RuleFields.tsx'
import type { FieldsProps } from './FixForm.tsx'
import classes from './fixes.module.css'
import type { Outlook, Terms } from './terms.ts'

type ControlsProps = FieldsProps & {
  potholeId: string
  target: Terms['target']
  baseline: { from: string; to: string } | null
}
type Choice = Outlook['controls'][number]
const same = (one: object, other: object): boolean => {
  const written = (filters: object) =>
    JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => a.localeCompare(b)))
  return written(one) === written(other)
}

/** Categories that show what would have happened without the fix: proposed by what moved alike, chosen by a person. */
export function Controls({ potholeId, target, baseline, terms: { controls }, set, errorOf }: ControlsProps) {
  const t = useText()
  const found = useQuery({
    ...ask('readFixOutlook', { params: { id: potholeId }, body: { target, baseline, withControls: true } }),
    enabled: target !== null,
  })
  const add = (control: Terms['controls'][number]) => set({ controls: [...controls, control] })
  const open = (found.data?.controls ?? []).filter(
    ({ filters }) => !controls.some((control) => same(control.filters, filters)),
  )
  return (
    <section className={classes.row} aria-label={t('fix.controls')}>
      <h3>{t('fix.controls')}</h3>
      <p className={classes.quiet}>{t('fix.controls_why')}</p>
      {controls.map((control, row) => (
        <ControlRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a row is what it is known by
          key={row}
          control={control}
          row={row}
          errorOf={errorOf}
          onChange={(next) => set({ controls: controls.map((each, at) => (at === row ? next : each)) })}
          onRemove={() => set({ controls: controls.filter((_, at) => at !== row) })}
        />
      ))}
      {target !== null && found.isPending && <Loading lines={2} />}
      {found.data && open.length === 0 && controls.length === 0 && (
        <p className={classes.quiet}>{t('fix.controls_unproposed')}</p>
      )}
      {open.length > 0 && (
        <ul className={classes.proposals} aria-label={t('fix.controls_proposed')}>
          {open.map((choice) => (
            <Proposal
              key={JSON.stringify(choice.filters)}
              choice={choice}
              onAdd={() => add({ name: choice.name, filters: choice.filters })}
            />
          ))}
        </ul>
      )}
      {target !== null && (
        <div className={classes.actions}>
          <Button
            variant="default"
            disabled={controls.length >= 20}
            onClick={() => add({ name: t('fix.control_other'), filters: target })}
          >
            {t('fix.add_control')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Proposal({
  choice: { name, complaints, dispersion, p, isAlike },
  onAdd,
}: {
  choice: Choice
  onAdd: () => void
}) {
  const t = useText()
  const format = useFormat()
  const figures = {
    count: complaints,
    dispersion: format.number(dispersion, { maximumFractionDigits: 2 }),
    p: p < 0.001 ? `< ${format.number(0.001)}` : `= ${format.number(p, { maximumFractionDigits: 3 })}`,
  }
  return (
    <li>
      <Button variant="light" size="compact-sm" aria-label={t('fix.control_add_named', { name })} onClick={onAdd}>
        {t('fix.control_add')}
      </Button>
      <span>
        <b>{name}</b>{' '}
        <span className={classes.quiet}>{t(isAlike ? 'fix.moved_alike' : 'fix.moved_apart', figures)}</span>
      </span>
    </li>
  )
}

type ControlRowProps = {
  control: Terms['controls'][number]
  row: number
  errorOf: FieldsProps['errorOf']
  onChange: (control: Terms['controls'][number]) => void
  onRemove: () => void
}

function ControlRow({ control: { name, filters }, row, errorOf, onChange, onRemove }: ControlRowProps) {
  const t = useText()
  return (
    <div className={classes.control}>
      <TextInput
        label={t('fix.control_name')}
        value={name}
        maxLength={160}
        error={errorOf(`controls.${row}.name`)}
        onChange={(event) => onChange({ name: event.currentTarget.value, filters })}
      />
      <RuleFields
        label={t('fix.control_rule', { name })}
        rule={filters}
        error={errorOf(`controls.${row}.filters`)}
        onChange={(rule) => rule && onChange({ name, filters: rule })}
      />
      <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
        {t('fix.control_remove', { name })}
      </Button>
    </div>
  )
}
