import { useQuery } from '@tanstack/react-query'
import { isTextKey } from '../../../src/platform/texts/text.ts'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import type { Pothole } from '../parts.tsx'
import classes from './record.module.css'

type Event = AnswerOf<'readPotholeEvents'>[number]

/** What happened to a pothole, the latest first. */
export function PotholeHistory({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const tell = useTell()
  const found = useQuery(ask('readPotholeEvents', { params: { id: pothole.id } }))
  return (
    <section className={classes.section} aria-labelledby="history">
      <h2 id="history">{t('pothole.history')}</h2>
      {found.isPending && <Loading lines={4} />}
      {found.isError && (
        <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
      )}
      {found.data && (
        <Timeline
          label={t('pothole.history')}
          entries={found.data.map((event) => ({
            key: String(event.seq),
            at: event.at,
            title: tell(event),
            ...(typeof event.detail.reason === 'string' && { children: event.detail.reason }),
          }))}
        />
      )}
    </section>
  )
}

/** An event in one sentence; of a kind that has none, that the pothole changed. */
function useTell(): (event: Event) => string {
  const t = useText()
  const { language } = useLanguage()
  return ({ kind, actor, detail, names }) => {
    const unnamed = actor.kind === 'system' ? 'event.who.system' : 'event.who.program'
    const who = actor.name ?? t(actor.kind === 'person' ? 'event.who.someone' : unnamed)
    const named = (field: string) => names[String(detail[field] ?? '')]
    const key = `pothole.event.${kind}`
    return t(isTextKey(language, key) ? key : 'pothole.event.other', {
      who,
      count: Number(detail.count ?? 0),
      owner: named('owner_id') ?? '…',
      pothole: named('into_id') ?? named('from_id') ?? named('to_id') ?? '…',
      fix: named('fix_id') ?? String(detail.fix ?? '…'),
      isHandedOn: String(detail.owner_id !== undefined),
    })
  }
}
