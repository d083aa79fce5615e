import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { replyCodes } from '../../src/language/reply-check/wordings.ts'
import { ask } from '../api/ask.ts'
import { type AnswerOf, call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './AgainstAdvice.module.css'

type Code = (typeof replyCodes)[number]
type Counted = AnswerOf<'countAgainstAdvice'>
type Sent = AnswerOf<'listAgainstAdvice'>['items'][number]

const days = 30

/** What was sent to customers against the advice of the reply checker: for the team to learn from, by sentence, not by person. */
export function AgainstAdvice() {
  const t = useText()
  const titleId = useId()
  const [code, setCode] = useState<Code | ''>('')
  const counted = useQuery(ask('countAgainstAdvice', { query: { days } }))
  if (counted.isPending) return <Loading shape="list" lines={3} />
  if (!counted.data) return <Failed error={counted.error} onRetry={() => void counted.refetch()} />
  const { against, codes } = counted.data
  return (
    <section aria-labelledby={titleId} className={classes.section}>
      <h2 id={titleId}>{t('reply_advice.title')}</h2>
      <Lead counted={counted.data} />
      {against > 0 && (
        <>
          <p className={classes.quiet}>{t('reply_advice.note')}</p>
          <NativeSelect
            size="xs"
            className={classes.filter}
            label={t('reply_advice.filter')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value as Code | '')}
            data={[
              { value: '', label: t('reply_advice.all') },
              ...codes.map((each) => ({
                value: each.code,
                label: `${t(`reply_check.name.${each.code}`)} (${each.answers})`,
              })),
            ]}
          />
          <List code={code} />
        </>
      )}
    </section>
  )
}

function Lead({ counted: { answers, against, share } }: { counted: Counted }) {
  const t = useText()
  const format = useFormat()
  if (against === 0) return <p className={classes.quiet}>{t('reply_advice.none', { days })}</p>
  if (!share) return <p>{t('reply_advice.few', { against, answers, days })}</p>
  const interval = format.shareInterval(share.low, share.high)
  return <p>{t('reply_advice.lead', { against, answers, days, share: format.share(share.share), interval })}</p>
}

function List({ code }: { code: Code | '' }) {
  const t = useText()
  const list = useInfiniteQuery({
    queryKey: ['listAgainstAdvice', code],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listAgainstAdvice',
        { query: { days, limit: 10, ...(code && { code }), ...(pageParam && { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  if (list.isPending) return <Loading shape="list" lines={3} />
  if (!list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  return (
    <>
      <ul className={classes.list}>
        {list.data.pages
          .flatMap(({ items }) => items)
          .map((sent) => (
            <Item key={sent.messageId} sent={sent} />
          ))}
      </ul>
      {list.hasNextPage && (
        <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('reply_advice.more')}
        </Button>
      )}
    </>
  )
}

function Item({ sent: { reference, at, by, findings } }: { sent: Sent }) {
  const t = useText()
  const format = useFormat()
  const sentences = Map.groupBy(findings, ({ sentence }) => sentence)
  return (
    <li>
      {[...sentences].map(([sentence, found]) => (
        <p key={sentence} className={classes.finding}>
          <span lang={found[0]?.language} dir="auto">
            <Sentence sentence={sentence} words={found.map(({ words }) => words.replaceAll(/\s+/g, ' '))} />
          </span>{' '}
          <span className={classes.quiet}>
            {[...new Set(found.map(({ code }) => t(`reply_check.name.${code}`)))].join(' · ')}
          </span>
        </p>
      ))}
      <p className={classes.where}>
        <Link to="/complaints/$reference" params={{ reference }}>
          {reference}
        </Link>{' '}
        {t('reply_advice.by', { who: by?.name ?? t('reply_advice.program'), when: format.dateTime(at) })}
      </p>
    </li>
  )
}

/** The sentence with the words in question marked, one after the other. */
function Sentence({ sentence, words: [first, ...rest] }: { sentence: string; words: string[] }) {
  const start = first ? sentence.indexOf(first) : -1
  if (!first || start < 0) return sentence
  return (
    <>
      {sentence.slice(0, start)}
      <mark className={classes.mark}>{first}</mark>
      <Sentence sentence={sentence.slice(start + first.length)} words={rest} />
    </>
  )
}
