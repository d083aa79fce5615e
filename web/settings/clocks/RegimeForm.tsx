import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { notify } from '../../ui/notices.tsx'
import { AboutComplaint } from '../routing/AboutComplaint.tsx'
import type { Regime, WorkCalendar } from './ClocksSection.tsx'
import classes from './clocks.module.css'
import { type Given, givenOf, newRegime, saidIn, whole } from './draft.ts'
import { Stages } from './Stages.tsx'

type RegimeFormProps = { regime: Regime | null; calendars: WorkCalendar[]; onDone: () => void }

/** Everything of a regime: to what it applies, its stages, and where it comes from. */
export function RegimeForm({ regime, calendars, onDone }: RegimeFormProps) {
  const t = useText()
  const [draft, setDraft] = useState<Given>(() => (regime ? givenOf(regime) : newRegime(calendars[0]?.id ?? '')))
  const set = (change: Partial<Given>) => setDraft((before) => ({ ...before, ...change }))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const stages = draft.stages.map((stage) => ({ ...stage, words: whole(stage.words) }))
    const body = { ...draft, stages, signpost: whole(draft.signpost) }
    const saved = await (regime
      ? call('changeRegime', { params: { id: regime.id }, body, ifMatch: regime.version })
      : call('addRegime', { body }))
    await queries.invalidateQueries({ queryKey: ['listRegimes'] })
    void queries.invalidateQueries({ queryKey: ['listCalendars'] })
    notify({ words: t('clocks.saved', { name: saved.name }) })
    onDone()
  }, ['name', 'calendarId', 'verifiedOn', 'stages'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <TextInput
        data-autofocus
        label={t('clocks.name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={errorOf('name')}
      />
      <Switch
        label={t('clocks.applies')}
        checked={draft.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t('clocks.calendar')}
        value={draft.calendarId}
        onChange={({ currentTarget }) => set({ calendarId: currentTarget.value })}
        error={errorOf('calendarId')}
        data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <NativeSelect
        label={t('clocks.counts_from')}
        value={draft.countsFrom}
        onChange={({ currentTarget }) => set({ countsFrom: currentTarget.value as Given['countsFrom'] })}
        data={(['received', 'recorded'] as const).map((each) => ({ value: each, label: t(`clocks.from.${each}`) }))}
      />
      <fieldset className={classes.group}>
        <legend>{t('clocks.when')}</legend>
        <p className={classes.quiet}>{t('routing.when_why')}</p>
        <AboutComplaint
          value={draft.conditions}
          onChange={(change) => set({ conditions: { ...draft.conditions, ...change } })}
        />
      </fieldset>
      <Stages stages={draft.stages} onChange={(stages) => set({ stages })} error={errorOf('stages')} />
      <Provenance draft={draft} set={set} errorOf={errorOf} />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('settings.save')} isBusy={isBusy} onCancel={onDone} />
    </form>
  )
}

type ProvenanceProps = {
  draft: Given
  set: (change: Partial<Given>) => void
  errorOf: (field: string) => string | undefined
}

/** Where a regime comes from, when that was looked at, and where it leads a customer who is not satisfied. */
function Provenance({ draft, set, errorOf }: ProvenanceProps) {
  const t = useText()
  return (
    <>
      {(['en', 'ru'] as const).map((each) => (
        <TextInput
          key={each}
          label={t(`clocks.signpost.${each}`)}
          value={draft.signpost?.[each] ?? ''}
          onChange={(event) => set({ signpost: saidIn(draft.signpost, each, event.currentTarget.value) })}
        />
      ))}
      <TextInput
        label={t('clocks.source_label')}
        value={draft.source ?? ''}
        onChange={(event) => set({ source: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label={t('clocks.verified_on')}
        value={draft.verifiedOn ?? ''}
        onChange={(event) => set({ verifiedOn: event.currentTarget.value || null })}
        error={errorOf('verifiedOn')}
      />
    </>
  )
}
