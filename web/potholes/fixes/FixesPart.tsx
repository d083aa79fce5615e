import { Button } from '@mantine/core'
import { IconTool } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { Pothole } from '../parts.tsx'
import { DraftCard } from './DraftCard.tsx'
import { FixCard } from './FixCard.tsx'
import { FixForm } from './FixForm.tsx'
import { KeptReleases } from './KeptReleases.tsx'
import classes from './fixes.module.css'
import type { Draft } from './terms.ts'

/** What is done about a pothole: fixes that are worked out, and those agreed, with what is live of them. */
export function FixesPart({ pothole }: { pothole: Pothole }) {
  const found = useQuery(ask('listFixes', { params: { id: pothole.id } }))
  if (found.data) return <Fixes pothole={pothole} found={found.data} />
  if (found.error)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  return <Loading lines={6} />
}

type FixesProps = { pothole: Pothole; found: AnswerOf<'listFixes'> }

function Fixes({ pothole, found: { drafts, fixes } }: FixesProps) {
  const t = useText()
  const [edited, setEdited] = useState<Draft | 'new' | null>(null)
  const mayWork = useMay()('draftFix') && pothole.closedAt === null
  if (edited)
    return <FixForm pothole={pothole} draft={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
  const begin = (
    <Button leftSection={<IconTool size={16} aria-hidden />} onClick={() => setEdited('new')}>
      {t('fix.begin')}
    </Button>
  )
  if (drafts.length + fixes.length === 0)
    return (
      <Empty title={t('fix.none')} icon={<IconTool size={28} stroke={1.5} />} action={mayWork ? begin : undefined}>
        {t('fix.none_why')}
      </Empty>
    )
  return (
    <div className={classes.part}>
      {mayWork && <div className={classes.actions}>{begin}</div>}
      {drafts.map((draft) => (
        <DraftCard key={draft.id} draft={draft} mayWork={mayWork} onEdit={() => setEdited(draft)} />
      ))}
      {fixes.map((fix) => (
        <FixCard key={fix.id} fix={fix} />
      ))}
      <KeptReleases />
    </div>
  )
}
