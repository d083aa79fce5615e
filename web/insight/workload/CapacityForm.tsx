import { Button, NumberInput, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { announce } from '../../ui/announce.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { Team } from './TeamsSection.tsx'
import classes from './WorkloadPage.module.css'

const usual = { people: 1, hoursAWeek: 35, minutesEach: 45, minutesAre: 'stated' as const, mostGrowth: null }

/** What a team can do: people, hours, minutes a complaint takes; and from which growth on its manager wants to know. */
export function CapacityForm({ team, onDone }: { team: Team; onDone: () => void }) {
  const t = useText()
  const queries = useQueryClient()
  const { version, changedAt: _changedAt, ...before } = team.capacity ?? { ...usual, version: 0, changedAt: '' }
  const [given, setGiven] = useState(before)
  const keep = useMutation({
    mutationFn: () => call('storeTeamCapacity', { params: { id: team.id ?? '' }, body: given, ifMatch: version }),
    onSuccess: async () => {
      announce(t('workload.capacity.kept'))
      onDone()
      await queries.invalidateQueries({ queryKey: ['readWorkload'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate()
  }
  const wrong = (field: string) =>
    keep.error instanceof ApiProblem ? keep.error.errors.find((each) => each.field === field)?.message : undefined
  const number = (field: 'people' | 'hoursAWeek' | 'minutesEach') => (
    <NumberInput
      required
      min={0}
      label={t(`workload.capacity.${field}`)}
      value={given[field]}
      error={wrong(field)}
      onChange={(value) => setGiven({ ...given, [field]: Number(value) })}
    />
  )
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      aria-label={t('workload.capacity.state_of', { team: team.name ?? '' })}
    >
      {number('people')}
      {number('hoursAWeek')}
      {number('minutesEach')}
      <Select
        label={t('workload.capacity.minutesAre')}
        allowDeselect={false}
        value={given.minutesAre}
        data={(['stated', 'measured'] as const).map((value) => ({ value, label: t(`workload.capacity.are.${value}`) }))}
        onChange={(value) => setGiven({ ...given, minutesAre: value === 'measured' ? 'measured' : 'stated' })}
      />
      <NumberInput
        min={0}
        allowDecimal={false}
        label={t('workload.capacity.mostGrowth')}
        value={given.mostGrowth ?? ''}
        error={wrong('mostGrowth')}
        onChange={(value) => setGiven({ ...given, mostGrowth: value === '' ? null : Number(value) })}
      />
      <Button type="submit" loading={keep.isPending}>
        {t('workload.capacity.keep')}
      </Button>
      <Button variant="default" onClick={onDone}>
        {t('workload.capacity.cancel')}
      </Button>
      {keep.error && <Failed error={keep.error} />}
    </form>
  )
}
