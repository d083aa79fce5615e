import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { RoutingEditor } from './RoutingEditor.tsx'
import { RoutingSentences } from './RoutingSentences.tsx'

/** Who becomes the owner of what: to be read, and by an administrator to be changed. */
export function RoutingSection() {
  const t = useText()
  const may = useMay()
  const routing = useQuery(ask('readRoutingRules', {}))
  return (
    <>
      <PageHeader title={t('settings.routing')} description={t('routing.description')} />
      {routing.isPending && <Loading lines={5} />}
      {routing.isError && <Failed error={routing.error} onRetry={() => void routing.refetch()} />}
      {routing.isSuccess &&
        (may('replaceRoutingRules') ? (
          <RoutingEditor saved={routing.data} />
        ) : (
          <RoutingSentences routing={routing.data} />
        ))}
    </>
  )
}
