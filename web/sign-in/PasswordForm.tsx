import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { PasswordField } from '../forms/PasswordField.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useText } from '../language/useLanguage.ts'
import type { Me } from '../session/session.ts'
import classes from './SignInPage.module.css'

/** E-mail address and password. @param onSignedIn goes on from here; the button waits for it */
export function PasswordForm({ onSignedIn }: { onSignedIn: (me: Me) => Promise<void> }) {
  const t = useText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(
    async () => onSignedIn(await call('signIn', { body: { email, password } })),
    ['email', 'password'],
  )
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.fields}>
      <TextInput
        size="md"
        label={t('sign_in.email')}
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={errorOf('email')}
      />
      <PasswordField
        size="md"
        label={t('start.field.password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={errorOf('password')}
      />
      <FormFailure>{failure}</FormFailure>
      <Button type="submit" size="md" loading={isBusy}>
        {t('sign_in.title')}
      </Button>
    </form>
  )
}
