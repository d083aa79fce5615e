import { Button, Title } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SecretOnce } from '../SecretOnce.tsx'
import { madePassword } from './made-password.ts'
import type { Person } from './PeopleSection.tsx'
import classes from './people.module.css'

/** Makes a new password for somebody who lost theirs, and shows it once. */
export function NewPassword({ person, onAsking }: { person: Person; onAsking: (isAsking: boolean) => void }) {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const ask = (isAsked: boolean) => {
    setAsking(isAsked)
    onAsking(isAsked)
  }
  const [password, setPassword] = useState<string | null>(null)
  const make = async () => {
    const made = madePassword((bytes) => crypto.getRandomValues(bytes))
    await call('changePerson', { params: { id: person.id }, body: { password: made } })
    setPassword(made)
  }
  return (
    <section className={classes.part}>
      <Title order={3}>{t('people.password')}</Title>
      {password ? (
        <SecretOnce secret={password} onDone={() => setPassword(null)}>
          {t('people.password_made', { name: person.name })}
        </SecretOnce>
      ) : (
        <>
          <p>{t('people.password_why')}</p>
          <Button variant="default" onClick={() => ask(true)}>
            {t('people.password_make')}
          </Button>
        </>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('people.password_question', { name: person.name })}
        confirmLabel={t('people.password_make')}
        isDestructive
        onConfirm={make}
        onClose={() => ask(false)}
      >
        {t('people.password_happens', { name: person.name })}
      </ConfirmDialog>
    </section>
  )
}
