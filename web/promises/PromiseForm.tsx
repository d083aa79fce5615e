import { MultiSelect, NativeSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { promiseKinds } from '../../src/promises/rules.ts'
import { call } from '../api/client.ts'
import { usePeople } from '../complaints/topics.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useText } from '../language/useLanguage.ts'
import { queries } from '../queries.ts'
import { longList } from '../settings/long-list.ts'
import { FormButtons } from '../ui/FormButtons.tsx'
import { notify } from '../ui/notices.tsx'
import { useToday } from '../ui/period/useExtent.ts'
import { bodyOf, type Draft, draftOf } from './draft.ts'
import type { ServicePromise } from './names.ts'
import classes from './promises.module.css'
import { useStepChoices, useProductChoices } from './choices.ts'

const fields = [
  'text',
  'text.en',
  'text.ru',
  'saidWhere',
  'conditions',
  'indicator',
  'threshold',
  'remedy',
  'ownerId',
  'validFrom',
  'validTo',
  'productIds',
  'stepIds',
]

/** A new promise (null), or another version of one. */
export function PromiseForm({ promise, onDone }: { promise: ServicePromise | null; onDone: () => void }) {
  const t = useText()
  const today = useToday()
  const [draft, setDraft] = useState<Draft>(() => draftOf(promise, today))
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = bodyOf(draft)
    await (promise
      ? call('changePromise', { params: { id: promise.id }, body, ifMatch: promise.version })
      : call('addPromise', { body }))
    await queries.invalidateQueries({ queryKey: ['listPromises'] })
    notify({ words: t('promise.saved') })
    onDone()
  }, fields)
  const words = (name: 'saidWhere' | 'conditions' | 'indicator' | 'remedy') => ({
    label: t(`promise.form.${name}`),
    value: draft[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  })
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      {(['en', 'ru'] as const).map((language) => (
        <Textarea
          key={language}
          label={t(`promise.form.text_${language}`)}
          description={language === 'en' ? t('promise.form.text_why') : undefined}
          data-autofocus={language === 'en' || undefined}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.text[language]}
          error={errorOf(`text.${language}`) ?? (language === 'en' && errorOf('text'))}
          onChange={(event) => set({ text: { ...draft.text, [language]: event.currentTarget.value } })}
        />
      ))}
      <div className={classes.two}>
        <NativeSelect
          label={t('promise.form.kind')}
          data={promiseKinds.map((value) => ({ value, label: t(`promise.kind.${value}`) }))}
          value={draft.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as Draft['kind'] })}
        />
        <TextInput maxLength={500} {...words('saidWhere')} />
      </div>
      <Where draft={draft} onChange={set} errorOf={errorOf} />
      <Textarea autosize maxLength={2000} {...words('conditions')} />
      <div className={classes.two}>
        <Textarea autosize maxLength={1000} description={t('promise.form.indicator_why')} {...words('indicator')} />
        <NumberInput
          label={t('promise.form.threshold')}
          description={t('promise.form.threshold_why')}
          min={0}
          max={100}
          suffix=" %"
          value={draft.threshold}
          error={errorOf('threshold')}
          onChange={(threshold) => set({ threshold })}
        />
      </div>
      <Textarea autosize maxLength={2000} {...words('remedy')} />
      <Holder draft={draft} onChange={set} errorOf={errorOf} />
      <FormFailure>{failure}</FormFailure>
      <FormButtons
        submitLabel={t('settings.save')}
        isBusy={isBusy}
        isComplete={(draft.text.en + draft.text.ru).trim() !== '' && draft.validFrom !== ''}
        onCancel={onDone}
      />
    </form>
  )
}

type PartProps = {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  errorOf: (field: string) => string | undefined
}

/** Of which products and at which steps it holds. */
function Where({ draft, onChange, errorOf }: PartProps) {
  const t = useText()
  const products = useProductChoices()
  const steps = useStepChoices()
  return (
    <div className={classes.two}>
      <MultiSelect
        {...longList}
        searchable
        clearable
        label={t('promise.form.products')}
        placeholder={draft.productIds.length === 0 ? t('promise.all_products') : undefined}
        data={products}
        value={draft.productIds}
        error={errorOf('productIds')}
        onChange={(productIds) => onChange({ productIds })}
      />
      <MultiSelect
        {...longList}
        searchable
        clearable
        label={t('promise.form.steps')}
        placeholder={draft.stepIds.length === 0 ? t('promise.all_steps') : undefined}
        data={steps}
        value={draft.stepIds}
        error={errorOf('stepIds')}
        onChange={(stepIds) => onChange({ stepIds })}
      />
    </div>
  )
}

/** Who answers for it, and from when until when it holds. */
function Holder({ draft, onChange, errorOf }: PartProps) {
  const t = useText()
  const people = usePeople() ?? []
  const offered = people.filter(({ id, active }) => active || id === draft.ownerId)
  return (
    <>
      <Select
        {...longList}
        searchable
        clearable
        label={t('promise.form.owner')}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.ownerId}
        error={errorOf('ownerId')}
        onChange={(ownerId) => onChange({ ownerId })}
      />
      <div className={classes.two}>
        {(['validFrom', 'validTo'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            label={t(`promise.form.${part}`)}
            value={draft[part]}
            error={errorOf(part)}
            onChange={(event) => onChange({ [part]: event.currentTarget.value })}
          />
        ))}
      </div>
    </>
  )
}
