import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import type { PotholesSearch } from './address.ts'
import { StateBadge } from './StateBadge.tsx'

/** The potholes: what keeps hurting customers, who answers for its repair, and how far that has come. */
export function PotholesPage() {
  const t = useText()
  const search = useSearch({ strict: false }) as PotholesSearch
  const found = useQuery(ask('listPotholes', { query: { ...search, limit: 50 } as never }))
  return (
    <>
      <PageHeader title={t('nav.potholes')} description={t('potholes.description')} />
      {found.isPending && <Loading lines={4} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <Empty title={t('potholes.none')}>{t('potholes.none_why')}</Empty>}
      <ul>
        {found.data?.items.map(({ id, name, state }) => (
          <li key={id}>
            <Link to="/potholes/$id" params={{ id } as never}>
              {name}
            </Link>{' '}
            <StateBadge state={state} />
          </li>
        ))}
      </ul>
    </>
  )
}
