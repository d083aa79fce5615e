import { Button, Title } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { NewPasswordField } from '../../forms/NewPasswordField.tsx'
import { PasswordField } from '../../forms/PasswordField.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMe } from '../../session/useSession.ts'
import { notify } from '../../ui/notices.tsx'
import classes from './ProfileSection.module.css'

/** Changes my password, which I must know so far. */
export function MyPassword() {
  const t = useText()
  const { name, organization } = useMe()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('changeMyPassword', { body: { current, password } })
    setCurrent('')
    setPassword('')
    notify({ words: t('profile.password_changed') })
  }, ['current', 'password'])
  return (
    <section className={classes.part}>
      <Title order={2}>{t('profile.password')}</Title>
      <form ref={form} onSubmit={submit} noValidate className={classes.fields}>
        <PasswordField
          label={t('profile.current_password')}
          name="current"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={errorOf('current')}
        />
        <NewPasswordField
          label={t('profile.new_password')}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
          known={[name, organization.name]}
        />
        <FormFailure>{failure}</FormFailure>
        <Button type="submit" variant="default" loading={isBusy}>
          {t('profile.change_password')}
        </Button>
      </form>
    </section>
  )
}
