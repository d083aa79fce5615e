import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { ApiProblem, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import type { Complaint } from '../people.ts'
import { FieldInput } from './FieldInput.tsx'
import classes from './fields.module.css'
import { type Field, type FieldValue, isSame } from './fields.ts'

type FieldsFormProps = { complaint: Complaint; fields: Field[]; onDone: () => void }
type Values = Record<string, FieldValue | null>

/**
 * Fills in the fields of a complaint. Only what was changed is sent, based on what was seen: where others changed another
 * field meanwhile both stay; where they changed the same, the form says what they wrote, and saving again puts ours.
 */
export function FieldsForm({ complaint, fields, onDone }: FieldsFormProps) {
  const t = useText()
  const queries = useQueryClient()
  const { act } = useAct()
  const [seen, setSeen] = useState(complaint)
  const [changed, setChanged] = useState<Values>({})
  const [theirs, setTheirs] = useState<string[]>([])
  const params = { reference: complaint.reference }
  const send = (values: Values, version: number) =>
    call('classifyComplaint', { params, ifMatch: version, body: { fields: values } })

  const saveAnew = async (values: Values) => {
    const now = await queries.fetchQuery({ ...ask('readComplaint', { params }), staleTime: 0 })
    const both = Object.keys(values).filter((key) => !isSame(now.fields[key] ?? null, seen.fields[key] ?? null))
    setSeen(now)
    setTheirs(both)
    if (both.length > 0) throw new ApiProblem(412, t('fields.meanwhile'), t('fields.meanwhile'))
    return send(values, now.version)
  }
  const save = async () => {
    const values = Object.fromEntries(
      Object.entries(changed).filter(([key, value]) => !isSame(value, seen.fields[key] ?? null)),
    )
    if (Object.keys(values).length > 0) {
      await send(values, seen.version).catch((error) => {
        if (error instanceof ApiProblem && error.status === 412) return saveAnew(values)
        throw error
      })
      void act(async () => {})
      notify({ words: t('fields.saved') })
    }
    onDone()
  }
  const { form, submit, isBusy, errorOf, failure } = useSubmit(
    save,
    fields.map(({ key }) => `fields.${key}`),
  )
  const meanwhile = (key: string) =>
    theirs.includes(key) ? t('fields.theirs', { value: String(seen.fields[key] ?? '—') }) : undefined
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.form} aria-label={t('fields.title')}>
      {fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={field.key in changed ? (changed[field.key] ?? null) : (seen.fields[field.key] ?? null)}
          error={errorOf(`fields.${field.key}`) ?? meanwhile(field.key)}
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
