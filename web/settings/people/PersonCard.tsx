import { Button, Drawer, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { changesFrom } from './changes.ts'
import { DeactivateDialog } from './DeactivateDialog.tsx'
import { NewPassword } from './NewPassword.tsx'
import type { Person } from './PeopleSection.tsx'
import { PersonFields } from './PersonFields.tsx'
import classes from './people.module.css'

type PersonCardProps = { person: Person | null; people: Person[]; onClose: () => void }

/** One person: what they do here, a new password, and leaving or coming back. */
export function PersonCard({ person, people, onClose }: PersonCardProps) {
  // While a question stands before the card, Escape answers the question and not both.
  const [isAsking, setAsking] = useState(false)
  return (
    <Drawer
      opened={person !== null}
      onClose={onClose}
      closeOnEscape={!isAsking}
      title={person?.name}
      position="right"
      padding="lg"
    >
      {person && <Card key={person.id} person={person} people={people} onClose={onClose} onAsking={setAsking} />}
    </Drawer>
  )
}

type CardProps = { person: Person; people: Person[]; onClose: () => void; onAsking: (isAsking: boolean) => void }

function Card({ person, people, onClose, onAsking }: CardProps) {
  return (
    <div className={classes.card}>
      <PersonForm person={person} onClose={onClose} />
      {person.active && <NewPassword person={person} onAsking={onAsking} />}
      {person.active ? (
        <Leaving person={person} people={people} onClose={onClose} onAsking={onAsking} />
      ) : (
        <ComingBack person={person} />
      )}
    </div>
  )
}

function PersonForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText()
  const [opened] = useState(person)
  const [name, setName] = useState(person.name)
  const [basedOn, setBasedOn] = useState<string | number>(person.version)
  const [place, setPlace] = useState({ role: person.role, teamId: person.team?.id ?? null, language: person.language })
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const edit = { params: { id: person.id }, body: changesFrom(opened, { name, ...place }), ifMatch: basedOn }
    const changed = await call('changePerson', edit).catch((error) => {
      // Told once what happened, who saves again means it.
      if (error instanceof ApiProblem && error.status === 412 && error.version !== null) setBasedOn(error.version)
      throw error
    })
    await queries.invalidateQueries({ queryKey: ['listPeople'] })
    void queries.invalidateQueries({ queryKey: ['listTeams'] })
    notify({ words: t('people.saved', { name: changed.name }) })
    onClose()
  }, ['name', 'role', 'teamId', 'language'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.fields}>
      <TextInput label={t('sign_in.email')} value={person.email} readOnly variant="unstyled" />
      <TextInput
        label={t('people.name')}
        name="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
      />
      <PersonFields
        value={place}
        onChange={(change) => setPlace((before) => ({ ...before, ...change }))}
        errorOf={errorOf}
      />
      <FormFailure>{failure}</FormFailure>
      <div className={classes.actions}>
        <Button type="submit" loading={isBusy}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  )
}

function Leaving({ person, people, onClose, onAsking }: CardProps) {
  const t = useText()
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const ask = (isAsked: boolean) => {
    setAsking(isAsked)
    onAsking(isAsked)
  }
  return (
    <section className={classes.part}>
      <Title order={3}>{t('people.leaving')}</Title>
      <p>{t('people.leaving_why', { count: person.openComplaints, number: format.number(person.openComplaints) })}</p>
      <Button variant="default" onClick={() => ask(true)}>
        {t('people.deactivate')}
      </Button>
      <DeactivateDialog isOpen={isAsking} person={person} people={people} onClose={() => ask(false)} onDone={onClose} />
    </section>
  )
}

function ComingBack({ person }: { person: Person }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const comeBack = async () => {
    setBusy(true)
    try {
      await call('reactivatePerson', { params: { id: person.id } })
      await queries.invalidateQueries({ queryKey: ['listPeople'] })
      notify({ words: t('people.reactivated', { name: person.name }) })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={classes.part}>
      <Title order={3}>{t('people.inactive')}</Title>
      <p>{t('people.inactive_why')}</p>
      <Button variant="default" onClick={comeBack} loading={isBusy}>
        {t('people.reactivate')}
      </Button>
    </section>
  )
}
