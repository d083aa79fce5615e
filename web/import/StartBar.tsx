import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Mapping } from '../../src/channels/import/mapping/mapping.ts'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import classes from './MappingStep.module.css'
import type { Preview } from './preview.ts'

type StartBarProps = {
  id: string
  mapping: Mapping
  rows: Preview['rows']
  openQuestions: number
  /** Whether the rows shown are those of this mapping. */
  isReady: boolean
}

/** What the first rows come to, and the button that begins to store. */
export function StartBar({ id, mapping, rows, openQuestions, isReady }: StartBarProps) {
  const t = useText()
  const queries = useQueryClient()
  const start = useMutation({
    mutationFn: () => call('startImport', { params: { id }, body: { mapping } }),
    onSuccess: (status) => {
      queries.setQueryData(ask('readImport', { params: { id } }).queryKey, status)
      void queries.invalidateQueries({ queryKey: ['listImports'] })
    },
  })
  const count = (outcome: Preview['rows'][number]['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const canStart = isReady && openQuestions === 0 && mapping.name.trim() !== ''
  return (
    <div className={classes.start}>
      <div id="start-summary">
        {start.error ? (
          <span role="alert">
            {t('import.start_failed')} {explain(start.error, t)} {t('import.nothing_stored')}
          </span>
        ) : openQuestions > 0 ? (
          t('import.answer_first', { count: openQuestions })
        ) : (
          t('import.summary', {
            complaints: count('complaint'),
            skipped: count('skipped'),
            rejected: count('rejected'),
          })
        )}
      </div>
      <Button
        loading={start.isPending}
        disabled={!canStart}
        aria-describedby="start-summary"
        onClick={() => start.mutate()}
      >
        {t('import.start')}
      </Button>
    </div>
  )
}
