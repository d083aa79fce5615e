import { Checkbox, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isManagement } from '../../complaints/people.ts'
import { usePeople } from '../../complaints/topics.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { RuleFields } from '../RuleFields.tsx'
import { type Draft, type Given, givenOf, type Harm, harms } from './draft.ts'
import classes from './opening.module.css'

type PotholeFormProps = {
  initial: Draft
  submitLabel: string
  onSubmit: (given: Given) => Promise<unknown>
  onCancel: () => void
}
type FieldsProps = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  errorOf: (field: string) => string | undefined
}

const shown = ['name', 'statement', 'ownerId', 'dueOn', 'rule', 'harm', 'harmNote', 'loss']

/** What is said of a pothole: when it is opened, changed, or split off. */
export function PotholeForm({ initial, submitLabel, onSubmit, onCancel }: PotholeFormProps) {
  const t = useText()
  const [draft, setDraft] = useState(initial)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(() => onSubmit(givenOf(draft)), shown)
  const fields = { draft, change, errorOf }
  const isComplete =
    draft.name.trim() !== '' && draft.statement.trim() !== '' && draft.ownerId !== null && draft.dueOn !== ''
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <What {...fields} />
        <Whose {...fields} />
        <RuleFields
          label={t('pothole.rule')}
          why={t('pothole.rule_why')}
          rule={draft.rule}
          onChange={(rule) => change({ rule })}
          error={errorOf('rule')}
        />
        <Harms {...fields} />
        <FormFailure>{failure}</FormFailure>
        <FormButtons submitLabel={submitLabel} isBusy={isBusy} isComplete={isComplete} onCancel={onCancel} />
      </Stack>
    </form>
  )
}

function What({ draft, change, errorOf }: FieldsProps) {
  const t = useText()
  const statementError = errorOf('statement')
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={t('pothole.name')}
        description={t('pothole.name_why')}
        maxLength={160}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={errorOf('name')}
      />
      <Textarea
        required
        label={t('pothole.statement')}
        description={t('pothole.statement_why')}
        autosize
        minRows={3}
        maxLength={4000}
        value={draft.statement}
        onChange={(event) => change({ statement: event.currentTarget.value })}
        error={statementError}
      />
      {(statementError || draft.nobodyNamed) && (
        <Checkbox
          label={t('pothole.nobody_named')}
          checked={draft.nobodyNamed}
          onChange={(event) => change({ nobodyNamed: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

function Whose({ draft, change, errorOf }: FieldsProps) {
  const t = useText()
  const managers = (usePeople() ?? []).filter((person) => person.active && isManagement(person))
  return (
    <div className={classes.pair}>
      <Select
        required
        searchable
        label={t('pothole.owner')}
        description={t('pothole.owner_why')}
        nothingFoundMessage={t('filter.nothing_found')}
        data={managers.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.ownerId}
        onChange={(ownerId) => change({ ownerId })}
        error={errorOf('ownerId')}
      />
      <TextInput
        required
        type="date"
        label={t('pothole.due')}
        description={t('pothole.due_why')}
        value={draft.dueOn}
        onChange={(event) => change({ dueOn: event.currentTarget.value })}
        error={errorOf('dueOn')}
      />
    </div>
  )
}

function Harms({ draft, change, errorOf }: FieldsProps) {
  const t = useText()
  return (
    <>
      <Checkbox.Group
        label={t('pothole.harm')}
        value={draft.harm}
        onChange={(harm) => change({ harm: harm as Harm[] })}
        error={errorOf('harm')}
      >
        <Group gap="md" mt={4}>
          {harms.map((harm) => (
            <Checkbox key={harm} value={harm} label={t(`pothole.harm.${harm}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea
        label={t('pothole.harm_note')}
        autosize
        maxLength={2000}
        value={draft.harmNote}
        onChange={(event) => change({ harmNote: event.currentTarget.value })}
        error={errorOf('harmNote')}
      />
      <div className={classes.pair}>
        <NumberInput
          label={t('pothole.loss')}
          description={t('pothole.loss_why')}
          min={0}
          max={1e9}
          value={draft.each ?? ''}
          onChange={(each) => change({ each: typeof each === 'number' ? each : null })}
          error={errorOf('loss')}
        />
        <TextInput
          label={t('pothole.currency')}
          description={t('pothole.currency_why')}
          maxLength={3}
          value={draft.currency}
          onChange={(event) => change({ currency: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
