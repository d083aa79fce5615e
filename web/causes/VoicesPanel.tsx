import { Button, Drawer } from '@mantine/core'
import { IconList } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useAddress } from './address.ts'
import { complaintsOf, type CausesFilters, listAddress, type Where } from './openings.ts'
import type { Report } from './useReport.ts'
import { usePlaceName } from './usePlaceName.ts'
import { Voice } from './Voice.tsx'
import classes from './VoicesPanel.module.css'

type VoicesPanelProps = { filters: CausesFilters; report: Report }

/** The customers behind a number of the page, in their own words, beside it. */
export function VoicesPanel({ filters, report }: VoicesPanelProps) {
  const { address, change } = useAddress()
  const name = address.show
  const where = name === undefined ? null : complaintsOf(name, filters, report.before)
  const title = usePlaceName(name ?? '', report)
  return (
    <Drawer
      opened={where !== null}
      onClose={() => change({ show: undefined })}
      position="right"
      size="lg"
      title={title}
      className="not-printed"
    >
      {where && <Voices where={where} />}
    </Drawer>
  )
}

const shownVoices = 20

function useVoices(where: Where[]) {
  const counts = useQueries({ queries: where.map((query) => ask('countComplaints', { query: query as Query })) })
  const spoken = useQueries({
    queries: where.map((query) => ask('countComplaints', { query: { ...query, withWords: 'true' } as Query })),
  })
  const lists = useQueries({
    queries: where.map((query) =>
      ask('listComplaints', { query: { ...(query as Query), withWords: 'true', limit: shownVoices } }),
    ),
  })
  const all = [...counts, ...spoken, ...lists]
  const sum = (found: typeof counts) => ({
    count: found.reduce((total, { data }) => total + (data?.count ?? 0), 0),
    isCapped: found.some(({ data }) => data?.more),
  })
  return {
    error: all.find(({ error }) => error)?.error ?? null,
    isReady: all.every(({ data }) => data !== undefined),
    retry: () => Promise.all(all.map((each) => each.refetch())),
    total: sum(counts),
    spoken: sum(spoken),
    perPart: counts.map(({ data }) => ({ count: data?.count ?? 0, isCapped: data?.more ?? false })),
    voices: lists
      .flatMap(({ data }) => data?.items ?? [])
      .sort(byNewest)
      .slice(0, shownVoices),
  }
}

type Query = NonNullable<Parameters<typeof ask<'countComplaints'>>[1]['query']>
type Item = AnswerOf<'listComplaints'>['items'][number]
const byNewest = (one: Item, other: Item): number => (one.receivedAt < other.receivedAt ? 1 : -1)

/** The customers’ words of these complaints, newest first, and the way to the whole list. */
export function Voices({ where }: { where: Where[] }) {
  const t = useText()
  const format = useFormat()
  const { error, isReady, retry, total, spoken, perPart, voices } = useVoices(where)
  if (error) return <Failed what={t('causes.voices.failed')} error={error} onRetry={() => void retry()} />
  if (!isReady) return <Loading shape="text" lines={12} />
  return (
    <>
      <p className={classes.counted}>
        {t('causes.voices.counted', {
          count: total.count,
          shown: format.count(total),
          spoken: format.count(spoken),
        })}
      </p>
      <div className={classes.lists}>
        {where.map((each, place) => (
          <Button
            key={JSON.stringify(each)}
            component="a"
            href={listAddress(each)}
            variant="default"
            size="xs"
            leftSection={<IconList size={15} aria-hidden />}
          >
            {where.length === 1 ? t('causes.voices.open_list') : <PartName where={each} />} (
            {format.count(perPart[place] ?? { count: 0, isCapped: false })})
          </Button>
        ))}
      </div>
      {voices.length === 0 ? (
        <Empty title={t('causes.voices.none')}>{t('causes.voices.none_why')}</Empty>
      ) : (
        <ul className={classes.voices} aria-label={t('causes.voices.label')}>
          {voices.map((item) => (
            <li key={item.id}>
              <Voice item={item} />
            </li>
          ))}
        </ul>
      )}
      {spoken.count > voices.length && voices.length > 0 && (
        <p className={classes.counted}>{t('causes.voices.newest', { count: voices.length })}</p>
      )}
    </>
  )
}

/** A part of a number that is made of several: its class and locus. */
function PartName({ where: { causeClass = 'unknown', causeLocus } }: { where: Where }) {
  const t = useText()
  const name = t(`cause.class.${causeClass as 'unknown'}`)
  return causeLocus === undefined ? name : `${name}: ${t(`cause.locus.${causeLocus as 'person'}`)}`
}
