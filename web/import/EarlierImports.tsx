import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { askAll } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { DataTable } from '../ui/table/DataTable.tsx'
import { TimeAgo } from '../ui/TimeAgo.tsx'
import type { Column } from '../ui/table/columns.ts'
import classes from './OneImport.module.css'

export type Status = AnswerOf<'readImport'>

/** What was imported before, newest first. */
export function EarlierImports() {
  const t = useText()
  const columns = useColumns()
  const { data, error, refetch, isFetching } = useQuery({
    ...askAll('listImports'),
    refetchInterval: ({ state }) => (state.data?.some((each) => each.state === 'running') ? 2000 : false),
  })
  return (
    <section className={classes.earlier}>
      <h2>{t('import.earlier')}</h2>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : data ? (
        <DataTable
          label={t('import.earlier')}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/import?id=${id}`}
          total={data.length}
          empty={<Empty title={t('import.none')}>{t('import.none_why')}</Empty>}
        />
      ) : (
        <Loading lines={3} />
      )}
    </section>
  )
}

function useColumns(): Column<Status>[] {
  const t = useText()
  const format = useFormat()
  const count = (
    key: 'storedRows' | 'duplicateRows' | 'skippedRows' | 'rejectedRows',
    header: string,
    from?: 'md' | 'lg',
  ) => ({
    key,
    header,
    align: 'end' as const,
    width: '8rem',
    ...(from && { from }),
    cell: (row: Status) => format.number(row[key]),
  })
  return [
    { key: 'file', header: t('import.file'), card: 'head', cell: ({ fileName }) => fileName },
    {
      key: 'state',
      header: t('import.state'),
      width: '9rem',
      card: 'corner',
      cell: ({ state }) => <State state={state} />,
    },
    {
      key: 'started',
      header: t('import.started'),
      width: '10rem',
      cell: ({ startedAt }) => <TimeAgo at={startedAt} />,
    },
    count('storedRows', t('import.stored')),
    count('duplicateRows', t('import.known'), 'md'),
    count('skippedRows', t('import.left_out'), 'lg'),
    count('rejectedRows', t('import.rejected')),
  ]
}

const colours = { preview: 'gray', running: 'brand', done: 'green', failed: 'red', stopped: 'yellow' } as const

export function State({ state }: { state: Status['state'] }) {
  const t = useText()
  return (
    <Badge variant="light" color={colours[state]}>
      {t(`import.state.${state}`)}
    </Badge>
  )
}
