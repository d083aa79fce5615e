import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { allLanguages, isLanguage, languageName } from '../../src/platform/texts/languages.ts'
import { call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { NewPasswordField } from '../forms/NewPasswordField.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useLanguage, useText } from '../language/useLanguage.ts'
import { useEnter } from '../session/useSession.ts'
import classes from './StartPage.module.css'

const fields = ['organization', 'name', 'email', 'password', 'code'] as const
type Field = (typeof fields)[number]

/** Makes the company and its first administrator, who is then signed in. */
export function CompanyForm({ isForImport, codeNeeded }: { isForImport: boolean; codeNeeded: boolean }) {
  const t = useText()
  const { language, setLanguage } = useLanguage()
  const enter = useEnter()
  const [given, setGiven] = useState({ organization: '', name: '', email: '', password: '', code: '' })
  const { form, submit, isBusy, errorOf, failure } = useSubmit(
    async () => enter(await call('setUp', { body: { ...given, language } }), isForImport ? '/import' : '/'),
    fields,
  )
  const field = (name: Field) => ({
    name,
    label: t(`start.field.${name}`),
    value: given[name],
    error: errorOf(name),
    onChange: (value: string) => setGiven((before) => ({ ...before, [name]: value })),
  })
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.fields}>
      <Line {...field('organization')} autoComplete="organization" />
      <Line {...field('name')} autoComplete="name" />
      <Line {...field('email')} type="email" autoComplete="username" />
      <NewPasswordField size="md" {...field('password')} known={[given.organization, given.name, given.email]} />
      <NativeSelect
        size="md"
        label={t('language.label')}
        description={t('start.field.language_why')}
        value={language}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && void setLanguage(value)}
        data={allLanguages.map((each) => ({ value: each, label: languageName(each) }))}
      />
      {codeNeeded && <Line {...field('code')} description={t('start.field.code_why')} autoComplete="off" />}
      <FormFailure>{failure}</FormFailure>
      <Button type="submit" size="md" loading={isBusy}>
        {t(isForImport ? 'start.import.send' : 'start.company.send')}
      </Button>
    </form>
  )
}

type LineProps = {
  name: Field
  label: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
  autoComplete: string
  type?: 'email'
  description?: string
}

function Line({ onChange, ...rest }: LineProps) {
  return <TextInput size="md" {...rest} onChange={(event) => onChange(event.currentTarget.value)} />
}
