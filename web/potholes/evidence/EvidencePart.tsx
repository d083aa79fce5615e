import { Button, Checkbox, Group, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AnswerOf, call } from '../../api/client.ts'
import { Voice } from '../../causes/Voice.tsx'
import { useAct } from '../../complaints/act.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import type { Pothole } from '../parts.tsx'
import classes from './evidence.module.css'
import { SplitOff } from './SplitOff.tsx'
import { useEvidence } from './useEvidence.ts'

type Answer = 'waiting' | 'accepted' | 'rejected'
type Page = AnswerOf<'listEvidence'>
type Piece = Page['items'][number]

/** The complaints behind a pothole in their customers' words: those that show it, those that may, and those that do not. */
export function EvidencePart({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const [answer, setAnswer] = useState<Answer>(
    pothole.proposed > 0 || pothole.complaints === 0 ? 'waiting' : 'accepted',
  )
  return (
    <>
      <p className={classes.quiet}>{t('evidence.why')}</p>
      <SegmentedControl
        className={classes.which}
        aria-label={t('evidence.which')}
        value={answer}
        onChange={(value) => setAnswer(value as Answer)}
        data={[
          { value: 'waiting', label: t('evidence.waiting', { count: pothole.proposed }) },
          { value: 'accepted', label: t('evidence.accepted', { count: pothole.complaints }) },
          { value: 'rejected', label: t('evidence.rejected') },
        ]}
      />
      <Pieces key={answer} pothole={pothole} answer={answer} />
    </>
  )
}

function Pieces({ pothole, answer }: { pothole: Pothole; answer: Answer }) {
  const t = useText()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const found = useInfiniteQuery({
    queryKey: ['listEvidence', { params: { id: pothole.id }, query: { answer } }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      call('listEvidence', { params: { id: pothole.id }, query: { answer, cursor, limit: 20 } as never }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (found.isPending) return <Loading lines={6} />
  if (found.isError)
    return <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
  const [first] = found.data.pages
  const pieces = found.data.pages.flatMap(({ items }) => items)
  const turn = (reference: string) => {
    const next = new Set(chosen)
    if (!next.delete(reference)) next.add(reference)
    setChosen(next)
  }
  const here = pieces.map(({ complaint }) => complaint.reference).filter((reference) => chosen.has(reference))
  return (
    <>
      {answer === 'waiting' && first && <Searched pothole={pothole} page={first} />}
      {pieces.length === 0 ? (
        <Empty title={t(`evidence.none_${answer}`)}>{t(`evidence.none_${answer}_why`)}</Empty>
      ) : (
        <>
          <Answers pothole={pothole} answer={answer} chosen={here} onDone={() => setChosen(new Set())} />
          <ul className={classes.pieces}>
            {pieces.map((piece) => (
              <PieceRow
                key={piece.complaint.id}
                piece={piece}
                isChosen={chosen.has(piece.complaint.reference)}
                onChoose={() => turn(piece.complaint.reference)}
              />
            ))}
          </ul>
        </>
      )}
      {found.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('evidence.more')}
        </Button>
      )}
    </>
  )
}

type PieceProps = { piece: Piece; isChosen: boolean; onChoose: () => void }

function PieceRow({ piece: { complaint, how, answeredBy, answeredAt }, isChosen, onChoose }: PieceProps) {
  const t = useText()
  const format = useFormat()
  return (
    <li className={classes.piece}>
      <Checkbox
        className="not-printed"
        aria-label={t('evidence.choose', { reference: complaint.reference })}
        checked={isChosen}
        onChange={onChoose}
      />
      <div className={classes.voice}>
        <p className={classes.quiet}>
          {t(`evidence.how.${how}`)}
          {answeredAt &&
            ` · ${t('evidence.answered', { who: answeredBy?.name ?? t('event.who.system'), date: format.date(answeredAt) })}`}
        </p>
        <Voice item={complaint} />
      </div>
    </li>
  )
}

type AnswersProps = { pothole: Pothole; answer: Answer; chosen: string[]; onDone: () => void }

/** What can be said of those that are chosen, or of all that wait. */
function Answers({ pothole, answer, chosen, onDone }: AnswersProps) {
  const t = useText()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const evidence = useEvidence(pothole.id)
  if (!may('answerEvidence') || pothole.closedAt) return null
  const say = async (said: 'accepted' | 'rejected') => {
    if (await evidence.answer(said, chosen)) onDone()
  }
  const button = (said: 'accepted' | 'rejected') => (
    <Button
      size="xs"
      variant="default"
      disabled={chosen.length === 0}
      loading={evidence.isBusy}
      onClick={() => void say(said)}
    >
      {t(said === 'accepted' ? 'evidence.accept' : answer === 'accepted' ? 'evidence.take_away' : 'evidence.reject', {
        count: chosen.length,
      })}
    </Button>
  )
  return (
    <Group gap="xs" className="not-printed">
      {answer !== 'accepted' && button('accepted')}
      {answer !== 'rejected' && button('rejected')}
      {answer === 'accepted' && <SplitOff pothole={pothole} complaints={chosen} />}
      {answer === 'waiting' && (
        <Button size="xs" variant="subtle" loading={evidence.isBusy} onClick={() => setAsking(true)}>
          {t('evidence.accept_all', { count: pothole.proposed })}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('evidence.accept_all', { count: pothole.proposed })}
        confirmLabel={t('evidence.accept_all_confirm')}
        onConfirm={() => evidence.answerAll('accepted')}
        onClose={() => setAsking(false)}
      >
        {t('evidence.accept_all_why', { count: pothole.proposed })}
      </ConfirmDialog>
    </Group>
  )
}

/** When the rule was last looked for, what was left out because it is broad, and the way to see all the same. */
function Searched({ pothole, page: { leftOut, searchedAt } }: { pothole: Pothole; page: Page }) {
  const t = useText()
  const may = useMay()
  const format = useFormat()
  const { act, isBusy } = useAct()
  if (!pothole.rule) return <p className={classes.quiet}>{t('evidence.no_rule')}</p>
  const search = () =>
    act(async () => {
      const { proposed, left } = await call('searchEvidence', { params: { id: pothole.id }, body: {} })
      notify({ words: t('evidence.searched', { count: proposed, left }) })
    })
  return (
    <div className={classes.searched}>
      <p className={classes.quiet}>
        {searchedAt ? t('evidence.looked', { date: format.dateTime(searchedAt) }) : t('evidence.not_looked')}{' '}
        {leftOut > 0 && t('evidence.left_out', { count: leftOut })}
      </p>
      {may('searchEvidence') && !pothole.closedAt && (
        <Button size="xs" variant="subtle" className="not-printed" loading={isBusy} onClick={() => void search()}>
          {t('evidence.search')}
        </Button>
      )}
    </div>
  )
}
