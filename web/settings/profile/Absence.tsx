import { Button, NativeSelect, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, askAll } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import classes from './ProfileSection.module.css'

type Saved = AnswerOf<'readAbsence'>

/** Who stands in for me, and when I am away: they are told too when something of mine is due. */
export function Absence({ personId }: { personId: string }) {
  const t = useText()
  const absence = useQuery(ask('readAbsence', { params: { id: personId } }))
  return (
    <section className={classes.part}>
      <Title order={2}>{t('absence.title')}</Title>
      <p className={classes.quiet}>{t('absence.why')}</p>
      {absence.isPending && <Loading lines={2} />}
      {absence.isError && <Failed error={absence.error} onRetry={() => void absence.refetch()} />}
      {absence.isSuccess && <Fields key={personId} personId={personId} saved={absence.data} />}
    </section>
  )
}

/** A moment as the field for days and hours has it, in the time zone of this browser. */
const localOf = (at: string | null): string => {
  if (!at) return ''
  const moment = new Date(at)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
const momentOf = (local: string): string | null => (local ? new Date(local).toISOString() : null)

function Fields({ personId, saved }: { personId: string; saved: Saved }) {
  const t = useText()
  const { data: people = [] } = useQuery(askAll('listPeople'))
  const [standInId, setStandIn] = useState(saved.standInId)
  const [from, setFrom] = useState(localOf(saved.awayFrom))
  const [until, setUntil] = useState(localOf(saved.awayUntil))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { standInId, awayFrom: momentOf(from), awayUntil: momentOf(until) }
    await call('changeAbsence', { params: { id: personId }, body })
    await queries.invalidateQueries({ queryKey: ['readAbsence'] })
    notify({ words: t('absence.saved') })
  }, ['standInId', 'awayFrom', 'awayUntil'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.part}>
      <NativeSelect
        label={t('absence.stand_in')}
        value={standInId ?? ''}
        onChange={({ currentTarget }) => setStandIn(currentTarget.value || null)}
        error={errorOf('standInId')}
        data={[
          { value: '', label: t('absence.nobody') },
          ...people
            .filter((person) => person.active && person.id !== personId)
            .map((person) => ({ value: person.id, label: person.name })),
        ]}
      />
      <TextInput
        type="datetime-local"
        label={t('absence.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={errorOf('awayFrom')}
      />
      <TextInput
        type="datetime-local"
        label={t('absence.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        error={errorOf('awayUntil')}
      />
      <FormFailure>{failure}</FormFailure>
      <div>
        <Button type="submit" loading={isBusy}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  )
}
