import { Badge, Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { languageName } from '../../../src/platform/texts/languages.ts'
import { askAll, type ItemOf } from '../../api/ask.ts'
import { type Translate, useFormat, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import classes from './people.module.css'
import { PersonCard } from './PersonCard.tsx'

export type Person = ItemOf<'listPeople'>

/** Everyone who works here; a name opens that person's card. */
export function PeopleSection() {
  const t = useText()
  const people = useQuery(askAll('listPeople'))
  const { person: opened } = useSearch({ from: '/shell/settings/$section' })
  const navigate = useNavigate()
  const close = () => void navigate({ to: '/settings/$section', params: { section: 'people' }, search: {} })
  const columns = usePeopleColumns(t)
  return (
    <>
      <PageHeader
        title={t('settings.people')}
        description={t('people.description')}
        actions={
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/settings/$section" params={{ section: 'people' }} search={{ person: 'new' }} />
            )}
          >
            {t('people.add')}
          </Button>
        }
      />
      {people.isPending && <Loading />}
      {people.isError && <Failed error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && (
        <>
          <DataTable
            label={t('settings.people')}
            columns={columns}
            rows={people.data}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/settings/people?person=${id}`}
            total={people.data.length}
          />
          <PersonCard
            person={people.data.find(({ id }) => id === opened) ?? null}
            people={people.data}
            onClose={close}
          />
        </>
      )}
      <AddPersonDialog isOpen={opened === 'new'} onClose={close} />
    </>
  )
}

function usePeopleColumns(t: Translate): Column<Person>[] {
  const format = useFormat()
  return [
    {
      key: 'name',
      header: t('people.name'),
      card: 'head',
      cell: ({ name, active }) => (
        <span data-inactive={!active || undefined} className={classes.name}>
          {name} {!active && <Badge variant="default">{t('people.inactive')}</Badge>}
        </span>
      ),
    },
    { key: 'role', header: t('people.role'), cell: ({ role }) => t(`role.${role}`) },
    { key: 'team', header: t('people.team'), cell: ({ team }) => team?.name ?? t('people.no_team') },
    {
      key: 'email',
      header: t('sign_in.email'),
      from: 'xl',
      cell: ({ email }) => <span className={classes.email}>{email}</span>,
    },
    {
      key: 'language',
      header: t('language.label'),
      card: 'none',
      from: 'xl',
      width: '6.5rem',
      cell: ({ language }) => languageName(language),
    },
    {
      key: 'open',
      header: t('people.open'),
      align: 'end',
      width: '7rem',
      cell: ({ openComplaints }) => format.number(openComplaints),
    },
  ]
}
