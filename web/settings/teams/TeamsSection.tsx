import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import classes from './TeamsSection.module.css'

type Team = AnswerOf<'listTeams'>[number]

/** The teams, with how many active people each has, and a line to add one. */
export function TeamsSection() {
  const t = useText()
  const format = useFormat()
  const teams = useQuery(ask('listTeams', {}))
  const columns: Column<Team>[] = [
    { key: 'name', header: t('people.team'), card: 'head', cell: ({ name }) => name },
    {
      key: 'people',
      header: t('settings.people'),
      align: 'end',
      width: '8rem',
      cell: ({ people }) => format.number(people),
    },
  ]
  return (
    <>
      <PageHeader title={t('settings.teams')} description={t('teams.description')} />
      <AddTeam known={teams.data ?? []} />
      {teams.isPending && <Loading lines={4} />}
      {teams.isError && <Failed error={teams.error} onRetry={() => void teams.refetch()} />}
      {teams.isSuccess && (
        <DataTable
          label={t('settings.teams')}
          columns={columns}
          rows={teams.data}
          rowKey={({ id }) => id}
          total={teams.data.length}
          empty={<Empty title={t('teams.none')}>{t('teams.none_why')}</Empty>}
        />
      )}
    </>
  )
}

function AddTeam({ known }: { known: Team[] }) {
  const t = useText()
  const [name, setName] = useState('')
  const isKnown = known.some((team) => team.name.toLowerCase() === name.trim().toLowerCase())
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const added = await call('addTeam', { body: { name } })
    await queries.invalidateQueries({ queryKey: ['listTeams'] })
    setName('')
    notify({ words: t('teams.added', { name: added.name }) })
  }, ['name'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.add}>
      <TextInput
        label={t('teams.name')}
        name="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isKnown ? t('teams.known') : errorOf('name')}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={isKnown}>
        {t('teams.add')}
      </Button>
      <FormFailure>{failure}</FormFailure>
    </form>
  )
}
