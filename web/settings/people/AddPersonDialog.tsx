import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { SecretOnce } from '../SecretOnce.tsx'
import { type Place, PersonFields } from './PersonFields.tsx'
import classes from './people.module.css'

type Added = AnswerOf<'addPerson'>

/** Adds a person and shows the password that was made for them, once. */
export function AddPersonDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('people.add')} closeOnClickOutside={false}>
      <Adding onClose={onClose} />
    </Modal>
  )
}

/** Apart from the dialog, so that each opening starts empty. */
function Adding({ onClose }: { onClose: () => void }) {
  const t = useText()
  const [added, setAdded] = useState<Added | null>(null)
  if (!added?.password) return <AddPersonForm onAdded={setAdded} onClose={onClose} />
  return (
    <SecretOnce secret={added.password} onDone={onClose}>
      {t('people.added', { name: added.person.name, email: added.person.email })}
    </SecretOnce>
  )
}

function AddPersonForm({ onAdded, onClose }: { onAdded: (added: Added) => void; onClose: () => void }) {
  const t = useText()
  const { language } = useLanguage()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [place, setPlace] = useState<Place>({ role: 'agent', teamId: null, language })
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const added = await call('addPerson', { body: { name, email, ...place } })
    void queries.invalidateQueries({ queryKey: ['listPeople'] })
    onAdded(added)
  }, ['name', 'email', 'role', 'teamId', 'language'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.fields}>
      <TextInput
        label={t('people.name')}
        name="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
        data-autofocus
      />
      <TextInput
        label={t('sign_in.email')}
        name="email"
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={errorOf('email')}
      />
      <PersonFields
        value={place}
        onChange={(change) => setPlace((before) => ({ ...before, ...change }))}
        errorOf={errorOf}
      />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t('people.add_and_password')}
        </Button>
      </div>
    </form>
  )
}
