import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { answerPartOf, ratingPartOf, useSilentAddress } from './address.ts'
import classes from './SilentPage.module.css'

/** The people behind a number of the page: answers without names, or the customers who rated, beside it. */
export function AnswersPanel() {
  const t = useText()
  const { address, change } = useSilentAddress()
  const answers = answerPartOf(address.show)
  const ratings = ratingPartOf(address.show)
  return (
    <Drawer
      opened={address.show !== undefined}
      onClose={() => change({ show: undefined })}
      position="right"
      size="lg"
      title={address.show && t(`silent.behind.${address.show}`)}
      className="not-printed"
    >
      {answers && address.survey && <Answers id={address.survey} part={answers} />}
      {ratings && <Ratings part={ratings} />}
    </Drawer>
  )
}

type AnswersProps = { id: string; part: NonNullable<ReturnType<typeof answerPartOf>> }

function Answers({ id, part }: AnswersProps) {
  const t = useText()
  const format = useFormat()
  const { data, error, refetch } = useQuery(ask('listSurveyAnswers', { params: { id }, query: { part } }))
  return (
    <Voices error={error} isReady={data !== undefined} isEmpty={data?.length === 0} onRetry={() => void refetch()}>
      {data?.map(({ answeredOn, words, complained, silentBecause, leaving, recommend, complaint }, place) => (
        <li key={place}>
          {words ? <blockquote>{words}</blockquote> : <p className={classes.quiet}>{t('silent.behind.no_words')}</p>}
          <small className={classes.quiet}>
            {[
              format.date(`${answeredOn}T12:00:00`),
              complained === null
                ? null
                : t(complained ? 'silent.behind.did_complain' : 'silent.behind.did_not_complain'),
              silentBecause && t(`silent.reason.${silentBecause}`),
              t(`silent.leaving.${leaving}`),
              recommend === null ? null : t('silent.behind.recommend', { recommend }),
            ]
              .filter(Boolean)
              .join(' · ')}
            {complaint && (
              <>
                {' · '}
                <a href={`/complaints/${complaint}`}>{complaint}</a>
              </>
            )}
          </small>
        </li>
      ))}
    </Voices>
  )
}

function Ratings({ part }: { part: NonNullable<ReturnType<typeof ratingPartOf>> }) {
  const t = useText()
  const format = useFormat()
  const { address } = useSilentAddress()
  const { from, to } = address
  const { data, error, refetch } = useQuery(ask('listRatings', { query: { part, from, to } }))
  return (
    <Voices error={error} isReady={data !== undefined} isEmpty={data?.length === 0} onRetry={() => void refetch()}>
      {data?.map(({ reference, ratedAt, satisfaction, effort, comment }) => (
        <li key={reference}>
          {comment && <blockquote>{comment}</blockquote>}
          <small className={classes.quiet}>
            {`${format.date(ratedAt)} · ${t('score.rated', { satisfaction, effort: effort ?? 0 })} · `}
            <a href={`/complaints/${reference}`}>{reference}</a>
          </small>
        </li>
      ))}
    </Voices>
  )
}

type VoicesProps = { error: Error | null; isReady: boolean; isEmpty: boolean; onRetry: () => void; children: ReactNode }

function Voices({ error, isReady, isEmpty, onRetry, children }: VoicesProps) {
  const t = useText()
  if (error) return <Failed error={error} onRetry={onRetry} />
  if (!isReady) return <Loading shape="text" lines={10} />
  if (isEmpty) return <Empty title={t('silent.behind.none')} />
  return <ul className={classes.voices}>{children}</ul>
}
