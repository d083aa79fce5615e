import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api/client.ts'
import panel from '../complaints/coding/CodingPanel.module.css'
import { causeInWords } from '../complaints/history/tell.ts'
import { useFormat, useLanguage, useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import type { Difference, SampleAnswer, SampleWhole } from './sample.ts'
import classes from './Samples.module.css'
import { useSampleAct } from './useSampleAct.ts'

/** Complaints whose coders differ: who said what, and what was settled, by whom and why. */
export function DifferencesSection({ sample: { id, differing, settled } }: { sample: SampleWhole }) {
  const t = useText()
  const [open, setOpen] = useState<number | null>(null)
  const found = useInfiniteQuery({
    queryKey: ['listSampleDifferences', id],
    queryFn: ({ pageParam, signal }) =>
      call('listSampleDifferences', { params: { id }, query: { after: pageParam } }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ differences, more }) => (more ? differences.at(-1)?.position : undefined),
  })
  return (
    <section aria-labelledby="differences" className={classes.section}>
      <h2 id="differences">{t('samples.differences')}</h2>
      <p>
        {differing === 0
          ? t('samples.no_differences')
          : t('samples.settling_progress', { settled: settled ?? 0, differing: differing ?? 0 })}
      </p>
      {found.isPending && <Loading shape="text" lines={4} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      <ul className={classes.differences}>
        {found.data?.pages
          .flatMap(({ differences }) => differences)
          .map((difference) => (
            <One
              key={difference.position}
              {...{ id, difference }}
              isOpen={open === difference.position}
              onOpen={(isOpen) => setOpen(isOpen ? difference.position : null)}
            />
          ))}
      </ul>
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('samples.more')}
        </Button>
      )}
    </section>
  )
}

type OneProps = { id: string; difference: Difference; isOpen: boolean; onOpen: (isOpen: boolean) => void }

function One({ id, difference, isOpen, onOpen }: OneProps) {
  const t = useText()
  const format = useFormat()
  const may = useMay()
  const inWords = useAnswerInWords()
  const { position, reference, title, text, answers, settlement } = difference
  const settleLabel = t(settlement ? 'samples.settle_again' : 'samples.settle')
  return (
    <li className={classes.one}>
      <h3>
        <Link to="/complaints/$reference" params={{ reference } as never}>
          {title ?? reference}
        </Link>
      </h3>
      <p className={isOpen ? classes.text : classes.beginning}>{text ?? t('samples.no_words')}</p>
      <ul className={classes.answers}>
        {answers.map(({ coder, ...answer }) => (
          <li key={coder.id}>
            <span className={classes.quiet}>{coder.name}</span> {inWords(answer)}
          </li>
        ))}
        {settlement && (
          <li className={classes.settled}>
            <strong>{t('samples.settled', { answer: inWords(settlement) })}</strong> {settlement.reason}{' '}
            <span className={classes.quiet}>
              {settlement.by.name}, {format.date(settlement.at)}
            </span>
          </li>
        )}
      </ul>
      {may('settleSampleUnit') &&
        (isOpen ? (
          <Settling id={id} difference={difference} onDone={() => onOpen(false)} />
        ) : (
          <div>
            <Button
              size="xs"
              variant={settlement ? 'default' : 'filled'}
              aria-label={`${settleLabel}: ${t('samples.number', { position })}`}
              onClick={() => onOpen(true)}
            >
              {settleLabel}
            </Button>
          </div>
        ))}
    </li>
  )
}

function Settling({ id, difference, onDone }: { id: string; difference: Difference; onDone: () => void }) {
  const t = useText()
  const { act, isBusy, failure } = useSampleAct()
  const { position, settlement } = difference
  return (
    <div className={panel.panel}>
      <AnswerForm
        before={settlement}
        hasReason
        submitLabel={t('samples.settle')}
        isBusy={isBusy}
        failure={failure}
        onSkip={null}
        onSubmit={async ({ coding, uncodable, reason }) => {
          const body = coding ? { coding, reason } : { uncodable, reason }
          if (await act(() => call('settleSampleUnit', { params: { id, position }, body }))) onDone()
        }}
      />
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {t('coding.change_mind')}
      </Button>
    </div>
  )
}

function useAnswerInWords(): (answer: SampleAnswer) => string {
  const t = useText()
  const { language } = useLanguage()
  return ({ class: causeClass, locus, cause, uncodable }) =>
    uncodable
      ? t(`samples.uncodable.${uncodable}`)
      : causeInWords(t, { causeClass, locus, cause: cause?.name[language] ?? null })
}
