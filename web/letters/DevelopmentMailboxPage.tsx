import { IconMailbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { TimeAgo } from '../ui/TimeAgo.tsx'
import classes from './DevelopmentMailboxPage.module.css'
import { KeptLetter } from './KeptLetter.tsx'

type Line = AnswerOf<'listKeptLetters'>[number]

/** Letters that would have left if a mail server were set, as their readers would have them. */
export function DevelopmentMailboxPage() {
  const t = useText()
  const { letter } = useSearch({ from: '/shell/development-mailbox' })
  // Letters are kept a few seconds after what causes them, and no news tells of it.
  const letters = useQuery({ ...ask('listKeptLetters', {}), refetchInterval: 5000 })
  const chosen = letter ?? letters.data?.[0]?.id
  return (
    <>
      <PageHeader title={t('nav.development_mailbox')} description={t('development_mailbox.description')} />
      {letters.isPending && <Loading shape="list" lines={6} />}
      {letters.isError && <Failed error={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.data?.length === 0 && (
        <Empty title={t('development_mailbox.empty')} icon={<IconMailbox size={28} stroke={1.5} />}>
          {t('development_mailbox.empty_why')}
        </Empty>
      )}
      {letters.data && chosen && (
        <div className={classes.page} data-open={letter !== undefined}>
          <Lines letters={letters.data} chosen={chosen} />
          <KeptLetter key={chosen} id={chosen} />
        </div>
      )}
    </>
  )
}

function Lines({ letters, chosen }: { letters: Line[]; chosen: string }) {
  const t = useText()
  return (
    <nav aria-label={t('development_mailbox.letters')} className={classes.lines}>
      <ul>
        {letters.map(({ id, to, subject, at }) => (
          <li key={id}>
            <Link
              to="/development-mailbox"
              search={{ letter: id }}
              className={classes.line}
              aria-current={id === chosen ? 'true' : undefined}
            >
              <span dir="auto" className={classes.subject}>
                {subject}
              </span>
              <span className={classes.about}>
                <span className={classes.to}>{to}</span>
                <TimeAgo at={at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
