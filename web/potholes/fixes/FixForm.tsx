import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askAll } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { notify } from '../../ui/notices.tsx'
import type { Pothole } from '../parts.tsx'
import { Measure } from './Measure.tsx'
import { StageFields } from './StageFields.tsx'
import classes from './fixes.module.css'
import { type Draft, noTerms, refreshFixes, type Terms } from './terms.ts'

export type FieldsProps = {
  terms: Terms
  set: (part: Partial<Terms>) => void
  errorOf: (field: string) => string | undefined
}

const shown = ['name', 'change', 'place', 'doneById', 'cost', 'cost.amount', 'cost.currency', 'target', 'expectedRatio']
const shownToo = ['expectedBy', 'baseline', 'stages']
const most = { stages: 50, controls: 20 }
/** Names of the fields of rows, as the API calls them. */
const rowFields = [
  ...Array.from({ length: most.stages }, (_, row) =>
    ['place', 'plannedOn', 'releasedAs', 'filters'].map((field) => `stages.${row}.${field}`),
  ).flat(),
  ...Array.from({ length: most.controls }, (_, row) =>
    ['name', 'filters'].map((field) => `controls.${row}.${field}`),
  ).flat(),
]

type FixFormProps = { pothole: Pothole; draft: Draft | null; onDone: () => void }

/** Works a fix out, and agrees it: what changes, where and when, and how we shall know that it worked. */
export function FixForm({ pothole, draft, onDone }: FixFormProps) {
  const t = useText()
  const mayAgree = useMay()('agreeFix')
  const [kept, setKept] = useState(draft)
  const [terms, setTerms] = useState<Terms>(draft?.terms ?? noTerms(t('fix.everywhere')))
  const [isAsking, setAsking] = useState(false)
  const set = (part: Partial<Terms>) => setTerms((before) => ({ ...before, ...part }))
  const save = async (): Promise<Draft> => {
    const saved = kept
      ? await call('changeFixDraft', { params: { id: kept.id }, body: terms, ifMatch: kept.version })
      : await call('draftFix', { params: { id: pothole.id }, body: terms })
    setKept(saved)
    await refreshFixes()
    return saved
  }
  const fields = [...shown, ...shownToo, ...rowFields]
  const saving = useSubmit(async () => {
    await save()
    onDone()
  }, fields)
  const { form, ...agreeing } = useSubmit(async () => {
    const { id, version } = await save()
    await call('agreeFix', { params: { id }, ifMatch: version })
    await refreshFixes()
    notify({ words: t('fix.agreed', { name: terms.name }) })
    onDone()
  }, fields)
  const errorOf = (field: string) => agreeing.errorOf(field) ?? saving.errorOf(field)
  return (
    <form ref={form} onSubmit={saving.submit} noValidate autoComplete="off" className={classes.wideForm}>
      <h2>{draft ? draft.terms.name : t('fix.begin')}</h2>
      <Change terms={terms} set={set} errorOf={errorOf} />
      <StageFields terms={terms} set={set} errorOf={errorOf} />
      <Measure pothole={pothole} terms={terms} set={set} errorOf={errorOf} />
      <FormFailure>{agreeing.failure ?? saving.failure}</FormFailure>
      <div className={classes.actions}>
        {mayAgree && (
          <Button loading={agreeing.isBusy} disabled={terms.name.trim() === ''} onClick={() => setAsking(true)}>
            {t('fix.agree')}
          </Button>
        )}
        <Button type="submit" variant="default" loading={saving.isBusy} disabled={terms.name.trim() === ''}>
          {t('fix.save')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('fix.agree_question', { name: terms.name })}
        confirmLabel={t('fix.agree')}
        onConfirm={() => void agreeing.submit()}
        onClose={() => setAsking(false)}
      >
        {t('fix.agree_happens')}
      </ConfirmDialog>
    </form>
  )
}

function Change({ terms, set, errorOf }: FieldsProps) {
  const t = useText()
  const { data: people = [] } = useQuery(askAll('listPeople'))
  const active = people.filter((person) => person.active)
  return (
    <fieldset className={classes.group}>
      <legend>{t('fix.what')}</legend>
      <TextInput
        label={t('fix.name')}
        value={terms.name}
        maxLength={160}
        data-autofocus
        error={errorOf('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('fix.change')}
        description={t('fix.change_why')}
        value={terms.change}
        maxLength={4000}
        autosize
        minRows={3}
        error={errorOf('change')}
        onChange={(event) => set({ change: event.currentTarget.value })}
      />
      <div className={classes.columns}>
        <TextInput
          label={t('fix.place')}
          description={t('fix.place_why')}
          value={terms.place ?? ''}
          maxLength={400}
          error={errorOf('place')}
          onChange={(event) => set({ place: event.currentTarget.value || null })}
        />
        <Select
          label={t('fix.done_by')}
          description={t('fix.done_by_why')}
          data={active.map(({ id, name }) => ({ value: id, label: name }))}
          value={terms.doneById}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('fix.clear') }}
          error={errorOf('doneById')}
          onChange={(doneById) => set({ doneById })}
        />
      </div>
      <Cost terms={terms} set={set} errorOf={errorOf} />
    </fieldset>
  )
}

function Cost({ terms: { cost }, set, errorOf }: FieldsProps) {
  const t = useText()
  const [currency, setCurrency] = useState(cost?.currency ?? '')
  const [amount, setAmount] = useState<number | string>(cost?.amount ?? '')
  const change = (nextAmount: number | string, nextCurrency: string) => {
    setAmount(nextAmount)
    setCurrency(nextCurrency)
    set({ cost: nextAmount === '' ? null : { amount: Number(nextAmount), currency: nextCurrency } })
  }
  return (
    <div className={classes.columns}>
      <NumberInput
        label={t('fix.cost')}
        description={t('fix.cost_why')}
        value={amount}
        min={0}
        thousandSeparator=" "
        hideControls
        error={errorOf('cost') ?? errorOf('cost.amount')}
        onChange={(value) => change(value, currency)}
      />
      <TextInput
        label={t('fix.currency')}
        description={t('fix.currency_why')}
        value={currency}
        maxLength={3}
        error={errorOf('cost.currency')}
        onChange={(event) => change(amount, event.currentTarget.value.toUpperCase())}
      />
    </div>
  )
}
