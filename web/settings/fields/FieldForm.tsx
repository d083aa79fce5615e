import { MultiSelect, NativeSelect, SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type FieldKind, fieldKinds, type Stage, stages } from '../../../src/complaints/fields/rules.ts'
import { call } from '../../api/client.ts'
import { useTopics } from '../../complaints/topics.ts'
import { pathTo, treeOf } from '../../complaints/tree.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { notify } from '../../ui/notices.tsx'
import { askFieldsAgain } from './askAgain.ts'
import { type FieldDraft, hasOptions, keyFrom, linesOf, optionsFrom } from './draft.ts'
import classes from './fields.module.css'

/** Defines a field, or changes one: its key and kind stay. */
export function FieldForm({ given, onDone }: { given: FieldDraft; onDone: () => void }) {
  const t = useText()
  const { language } = useLanguage()
  const [draft, setDraft] = useState(given)
  const [lines, setLines] = useState(linesOf(given.options))
  const change = (part: Partial<FieldDraft>) => setDraft((before) => ({ ...before, ...part }))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await store(draft, lines)
    await askFieldsAgain()
    notify({ words: t('fields.stored', { name: draft.label[language] || draft.label.en || draft.label.ru }) })
    onDone()
  }, ['key', 'label', 'options'])
  const isNew = draft.id === null
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {(['en', 'ru'] as const).map((each) => (
          <TextInput
            key={each}
            {...(each === 'en' && { 'data-autofocus': true })}
            label={t(`fields.label_${each}`)}
            lang={each}
            maxLength={200}
            value={draft.label[each]}
            error={each === 'en' && errorOf('label')}
            onChange={(event) => change({ label: { ...draft.label, [each]: event.currentTarget.value } })}
          />
        ))}
        {(['en', 'ru'] as const).map((each) => (
          <TextInput
            key={each}
            label={t(`fields.help_${each}`)}
            lang={each}
            maxLength={1000}
            value={draft.help[each]}
            onChange={(event) => change({ help: { ...draft.help, [each]: event.currentTarget.value } })}
          />
        ))}
      </SimpleGrid>
      <NativeSelect
        label={t('fields.kind')}
        description={isNew ? t('fields.kind_why') : t('fields.kind_stays')}
        disabled={!isNew}
        value={draft.kind}
        onChange={(event) => change({ kind: event.currentTarget.value as FieldKind })}
        data={fieldKinds.map((kind) => ({ value: kind, label: t(`fields.kind.${kind}`) }))}
      />
      <TextInput
        label={t('fields.key')}
        description={t('fields.key_why')}
        disabled={!isNew}
        maxLength={100}
        placeholder={keyFrom(draft.label.en || draft.label.ru)}
        value={draft.key}
        error={errorOf('key')}
        onChange={(event) => change({ key: event.currentTarget.value })}
      />
      {hasOptions(draft.kind) && (
        <Textarea
          label={t('fields.options')}
          description={t('fields.options_why')}
          autosize
          minRows={3}
          maxRows={14}
          value={lines}
          error={errorOf('options')}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
      )}
      <Where draft={draft} onChange={change} />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('settings.save')} isBusy={isBusy} onCancel={onDone} />
    </form>
  )
}

/** Where the field is asked for. */
function Where({ draft, onChange }: { draft: FieldDraft; onChange: (part: Partial<FieldDraft>) => void }) {
  const t = useText()
  const products = useTopics()?.products ?? []
  return (
    <>
      <NativeSelect
        label={t('fields.required')}
        description={t('fields.required_why')}
        value={draft.requiredAt ?? ''}
        onChange={(event) => onChange({ requiredAt: (event.currentTarget.value || null) as Stage | null })}
        data={[
          { value: '', label: t('fields.at.never') },
          ...stages.map((stage) => ({ value: stage, label: t(`fields.at.${stage}`) })),
        ]}
      />
      <MultiSelect
        searchable
        clearable
        label={t('fields.products')}
        placeholder={draft.productIds.length === 0 ? t('fields.all_products') : undefined}
        nothingFoundMessage={t('filter.nothing_found')}
        data={treeOf(products).map(({ value }) => ({ value, label: pathTo(products, value).join(' › ') }))}
        value={draft.productIds}
        onChange={(productIds) => onChange({ productIds })}
      />
      <Switch
        label={t('fields.public')}
        description={t('fields.public_why')}
        checked={draft.onPublicForm}
        onChange={(event) => onChange({ onPublicForm: event.currentTarget.checked })}
      />
      {draft.id !== null && (
        <Switch
          label={t('fields.retired')}
          description={t('fields.retired_why')}
          checked={draft.retired}
          onChange={(event) => onChange({ retired: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

async function store({ id, key, kind, retired, ...described }: FieldDraft, lines: string): Promise<void> {
  const kept = lines === linesOf(described.options)
  const options = hasOptions(kind) ? (kept ? described.options : optionsFrom(lines, described.options)) : []
  const body = { ...described, options }
  if (id) await call('changeField', { params: { id }, body: { ...body, retired } })
  else await call('addField', { body: { ...body, kind, key: key.trim() || keyFrom(body.label.en || body.label.ru) } })
}
