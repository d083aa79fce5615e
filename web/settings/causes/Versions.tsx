import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import classes from './causes.module.css'

type Version = AnswerOf<'listTaxonomyVersions'>[number]

/** Every version of the taxonomy, newest first: who made it, and why. */
export function Versions() {
  const t = useText()
  const format = useFormat()
  const versions = useQuery(ask('listTaxonomyVersions', {}))
  const columns: Column<Version>[] = [
    {
      key: 'version',
      header: t('taxonomy.version_head'),
      card: 'head',
      width: '6rem',
      cell: ({ version }) => t('taxonomy.version', { version }),
    },
    { key: 'note', header: t('taxonomy.note'), cell: ({ note }) => note },
    { key: 'by', header: t('taxonomy.by'), cell: ({ createdBy }) => createdBy ?? t('taxonomy.by_product') },
    { key: 'at', header: t('taxonomy.at'), width: '11rem', cell: ({ createdAt }) => format.dateTime(createdAt) },
    {
      key: 'causes',
      header: t('settings.causes'),
      width: '6rem',
      align: 'end',
      cell: ({ causes }) => format.number(causes),
    },
  ]
  return (
    <section className={classes.versions}>
      <Title order={2}>{t('taxonomy.versions')}</Title>
      {versions.isPending && <Loading lines={3} />}
      {versions.isError && <Failed error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isSuccess && (
        <DataTable
          label={t('taxonomy.versions')}
          columns={columns}
          rows={versions.data}
          rowKey={({ version }) => String(version)}
          total={versions.data.length}
        />
      )}
    </section>
  )
}
