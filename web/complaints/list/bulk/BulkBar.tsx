import { Button, CloseButton, Progress } from '@mantine/core'
import { useFormat, useText } from '../../../language/useLanguage.ts'
import { useMay } from '../../../session/useSession.ts'
import type { Selection } from '../../../ui/table/useSelection.ts'
import type { Item } from '../columns/columns.tsx'
import type { ListSearch } from '../search.ts'
import { useCount } from '../useComplaints.ts'
import classes from './BulkBar.module.css'
import { BulkActions } from './BulkActions.tsx'
import type { Progress as Done } from './batches.ts'
import { Refused } from './Refused.tsx'
import { useBulk } from './useBulk.ts'
import { mostAtOnce, useFindAll } from './useFindAll.ts'

type BulkBarProps = { search: ListSearch; selection: Selection<Item>; rows: readonly Item[] }

/** What can be done to the complaints that are chosen, at the foot of the window. Nothing while none are. */
export function BulkBar({ search, selection, rows }: BulkBarProps) {
  const t = useText()
  const may = useMay()
  const { change, progress, refused, forgetRefused } = useBulk((results) => {
    const done = new Set(results.flatMap(({ reference, outcome }) => (outcome === 'refused' ? [] : [reference])))
    // What was refused stays chosen, so that it can be looked at and tried again.
    selection.keep(({ reference }) => !done.has(reference))
  })
  // The version that is on screen now: a row may have been brought up to date since it was chosen.
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  const chosen = [...selection.rows.values()].map(({ id, reference, version }) => ({
    reference,
    version: versions.get(id) ?? version,
  }))
  const isTooMany = chosen.length > mostAtOnce
  return (
    <>
      {(chosen.length > 0 || progress) && (
        <section aria-label={t('bulk.label')} className={`${classes.bar} not-printed`}>
          {progress ? (
            <Running {...progress} />
          ) : (
            <>
              <CloseButton size="sm" aria-label={t('bulk.clear')} onClick={selection.clear} />
              <output className={classes.count}>{t('bulk.chosen', { count: chosen.length })}</output>
              <All search={search} selection={selection} rows={rows} />
              {isTooMany ? (
                <span role="alert">{t('bulk.too_many', { most: mostAtOnce })}</span>
              ) : (
                (may('classifyComplaint') || may('offerHandover')) && (
                  <BulkActions
                    references={chosen.map(({ reference }) => reference)}
                    onChange={(what) => void change(chosen, what)}
                    onDone={selection.clear}
                  />
                )
              )}
            </>
          )}
        </section>
      )}
      <Refused results={refused} onClose={forgetRefused} />
    </>
  )
}

function Running({ total, results }: Done) {
  const t = useText()
  return (
    <div className={classes.running}>
      <span aria-hidden>{t('bulk.running', { done: results.length, total })}</span>
      <Progress.Root size="sm" className={classes.progress}>
        <Progress.Section
          value={(results.length / total) * 100}
          aria-label={t('bulk.running', { done: results.length, total })}
        />
      </Progress.Root>
    </div>
  )
}

/** Offers to choose all that the list finds, when more are found than are chosen. */
function All({ search, selection, rows }: BulkBarProps) {
  const t = useText()
  const format = useFormat()
  const found = useCount(search)
  const { mutate, isPending } = useFindAll(search, selection.add)
  const isMore = found !== undefined && selection.rows.size >= rows.length && found.count > selection.rows.size
  if (!isMore || selection.rows.size >= mostAtOnce) return null
  const isCapped = found.more || found.count > mostAtOnce
  return (
    <Button size="compact-sm" variant="subtle" loading={isPending} onClick={() => mutate()}>
      {isCapped ? t('bulk.first', { count: mostAtOnce }) : t('bulk.all', { count: format.number(found.count) })}
    </Button>
  )
}
