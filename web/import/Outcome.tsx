import { Button } from '@mantine/core'
import { IconDownload, IconList, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { addressOf, call } from '../api/client.ts'
import { download } from '../api/download.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { Counts } from './Counts.tsx'
import { State, type Status } from './EarlierImports.tsx'
import classes from './OneImport.module.css'

/** An import that is over: what was stored, what was not and why, and what can be done about it. */
export function Outcome({ status }: { status: Status }) {
  const t = useText()
  const format = useFormat()
  const { state, fileName, finishedAt, failure, storedRows, rejectedRows } = status
  return (
    <section className={classes.section}>
      <div className={classes.title}>
        <h2>{fileName}</h2>
        <State state={state} />
        {finishedAt && <span className={classes.quiet}>{format.dateTime(finishedAt)}</span>}
      </div>
      {state === 'failed' && (
        <p role="alert" className={classes.failure}>
          <strong>{t('import.failed')}</strong> {failure} {t('import.kept', { count: storedRows })}
        </p>
      )}
      {state === 'stopped' && <p>{t('import.was_stopped', { count: storedRows })}</p>}
      <Counts status={status} />
      {rejectedRows > 0 && <p className={classes.advice}>{t('import.rejects_advice')}</p>}
      <div className={classes.actions}>
        <Button component="a" href="/complaints" leftSection={<IconList size={16} aria-hidden />}>
          {t('import.to_complaints')}
        </Button>
        {rejectedRows > 0 && <Rejects status={status} />}
        {state !== 'done' && <GoOn id={status.id} />}
        <Button component="a" href="/import" variant="default">
          {t('import.another')}
        </Button>
      </div>
    </section>
  )
}

function Rejects({ status: { id, fileName } }: { status: Status }) {
  const t = useText()
  const save = useMutation({
    mutationFn: () => download(addressOf('downloadRejects', { params: { id } }), `${fileName}.rejected.csv`),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t('import.download_rejects')}
      </Button>
      {save.error && <p role="alert">{explain(save.error, t)}</p>}
    </>
  )
}

/** Runs the same file with the mapping it had: what is stored is known again, so only the rest is added. */
function GoOn({ id }: { id: string }) {
  const t = useText()
  const queries = useQueryClient()
  const goOn = useMutation({
    mutationFn: async () => {
      const { mapping } = await call('previewImport', { params: { id }, body: {} })
      return call('startImport', { params: { id }, body: { mapping } })
    },
    onSuccess: (status) => queries.setQueryData(ask('readImport', { params: { id } }).queryKey, status),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={goOn.isPending}
        onClick={() => goOn.mutate()}
      >
        {t('import.go_on')}
      </Button>
      {goOn.error && (
        <p role="alert">
          {explain(goOn.error, t)} {t('failed.nothing_changed')}
        </p>
      )}
    </>
  )
}
