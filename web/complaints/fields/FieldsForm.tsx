import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import type { Complaint } from '../people.ts'
import { ownField, useEdit } from '../useEdit.ts'
import { FieldInput } from './FieldInput.tsx'
import classes from './fields.module.css'
import { type Field, type FieldValue, isSame } from './fields.ts'
import { valueInWords } from './shown.ts'

type FieldsFormProps = { complaint: Complaint; fields: Field[]; onDone: () => void }
type Values = Record<string, FieldValue | null>

/**
 * Fills in the fields of a complaint. Only what was changed is sent, based on what was seen: where others changed another
 * field meanwhile both stay; where they changed the same, the person chooses.
 */
export function FieldsForm({ complaint, fields, onDone }: FieldsFormProps) {
  const t = useText()
  const { language } = useLanguage()
  const { date, number } = useFormat()
  const { act } = useAct()
  const edit = useEdit()
  // As it was when the form was opened: what others change while one types must not be overwritten unseen.
  const [seen] = useState(complaint)
  const [changed, setChanged] = useState<Values>({})
  const inWords = (field: Field) => (value: unknown) =>
    value === null || value === undefined
      ? '—'
      : valueInWords(field, value as FieldValue, { t, language, date, number })
  const words = Object.fromEntries(
    fields.map((field) => [ownField + field.key, { label: field.label[language], show: inWords(field) }]),
  )
  const save = async () => {
    const values = Object.entries(changed).filter(([key, value]) => !isSame(value, seen.fields[key] ?? null))
    if (values.length > 0) {
      const mine = Object.fromEntries(values.map(([key, value]) => [ownField + key, value]))
      const { outcome, aside } = await edit(seen, mine, words)
      if (outcome === 'put_off') return
      void act(async () => {})
      notify({
        words: [outcome === 'theirs' ? null : t('fields.saved'), aside].filter((each) => each !== null).join(' '),
      })
    }
    onDone()
  }
  const { form, submit, isBusy, errorOf, failure } = useSubmit(
    save,
    fields.map(({ key }) => `fields.${key}`),
  )
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.form} aria-label={t('fields.title')}>
      {fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={field.key in changed ? (changed[field.key] ?? null) : (seen.fields[field.key] ?? null)}
          error={errorOf(`fields.${field.key}`)}
          onChange={(value) => setChanged((before) => ({ ...before, [field.key]: value }))}
        />
      ))}
      <FormFailure>{failure}</FormFailure>
      <Group justify="end" gap="xs">
        <Button size="xs" variant="default" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={isBusy}>
          {t('settings.save')}
        </Button>
      </Group>
    </form>
  )
}
