import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, askAll } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import classes from './clocks.module.css'
import { Numbers, Part, SaveButton } from './Part.tsx'

type Ladder = AnswerOf<'readLadder'>

/** Who is told when that something is due, and who leads which team. */
export function LadderForm() {
  const t = useText()
  const ladder = useQuery(ask('readLadder', {}))
  return (
    <Part id="ladder" title={t('clocks.ladder')} why={t('clocks.ladder_why')}>
      {ladder.isPending && <Loading lines={3} />}
      {ladder.isError && <Failed error={ladder.error} onRetry={() => void ladder.refetch()} />}
      {ladder.isSuccess && <Fields saved={ladder.data} />}
    </Part>
  )
}

const numbers = ['remindHoursBefore', 'leadHoursAfter', 'managerHoursAfter'] as const

function Fields({ saved }: { saved: Ladder }) {
  const t = useText()
  const may = useMay()
  const [draft, setDraft] = useState(saved)
  const { data: teams = [] } = useQuery(ask('listTeams', {}))
  const { data: people = [] } = useQuery(askAll('listPeople'))
  const isReadOnly = !may('changeLadder')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('changeLadder', { body: draft })
    await queries.invalidateQueries({ queryKey: ['readLadder'] })
    notify({ words: t('clocks.ladder_saved') })
  }, numbers)
  const lead = (teamId: string, leadId: string | null) =>
    setDraft({ ...draft, leads: [...draft.leads.filter((each) => each.teamId !== teamId), { teamId, leadId }] })
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <Numbers
        fields={numbers.map((field) => ({
          field,
          label: t(`clocks.ladder.${field}`),
          min: field === 'remindHoursBefore' ? 1 : 0,
        }))}
        values={draft}
        onChange={(field, value) => setDraft({ ...draft, [field]: value })}
        isReadOnly={isReadOnly}
        errorOf={errorOf}
      />
      {teams.length > 0 && (
        <fieldset className={classes.group}>
          <legend>{t('clocks.leads')}</legend>
          {teams.map(({ id, name }) => (
            <NativeSelect
              key={id}
              label={name}
              disabled={isReadOnly}
              value={draft.leads.find(({ teamId }) => teamId === id)?.leadId ?? ''}
              onChange={({ currentTarget }) => lead(id, currentTarget.value || null)}
              data={[
                { value: '', label: t('clocks.no_lead') },
                ...people
                  .filter((person) => person.active && person.role !== 'analyst')
                  .map((person) => ({ value: person.id, label: person.name })),
              ]}
            />
          ))}
        </fieldset>
      )}
      <FormFailure>{failure}</FormFailure>
      {!isReadOnly && <SaveButton isBusy={isBusy} />}
    </form>
  )
}
