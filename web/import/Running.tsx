import { Button, Progress } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { Counts } from './Counts.tsx'
import type { Status } from './EarlierImports.tsx'
import classes from './OneImport.module.css'
import { type Point, speedOf } from './speed.ts'

type RunningProps = {
  status: Status
  /** Whether the last question after it got no answer: the import goes on all the same. */
  isLost: boolean
}

/** An import on its way: how far, how fast, how long still, and a way to stop it. */
export function Running({ status, isLost }: RunningProps) {
  const t = useText()
  const format = useFormat()
  const speed = useSpeed(status)
  const { readBytes, totalBytes, readRows } = status
  const share = totalBytes > 0 ? readBytes / totalBytes : 0
  return (
    <section className={classes.section}>
      <h2>{t('import.running', { file: status.fileName })}</h2>
      <Progress value={share * 100} size="lg" striped animated aria-label={t('import.progress')} />
      <p className={classes.speed}>
        <span>{t('import.rows', { count: readRows })}</span>
        {speed && <span>{t('import.rows_per_second', { count: Math.round(speed.rowsPerSecond) })}</span>}
        {speed?.secondsLeft != null && (
          <span>{t('import.time_left', { time: format.duration(Math.max(1, speed.secondsLeft)) })}</span>
        )}
        {share >= 1 && <span>{t('import.finishing')}</span>}
      </p>
      <Counts status={status} />
      <p className={classes.quiet}>{t('import.may_leave')}</p>
      {isLost && <p role="alert">{t('import.lost_sight')}</p>}
      <Stop id={status.id} />
    </section>
  )
}

function Stop({ id }: { id: string }) {
  const t = useText()
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: () => call('stopImport', { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ask('readImport', { params: { id } }).queryKey }),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        loading={stop.isPending}
        onClick={() => stop.mutate()}
      >
        {t('import.stop')}
      </Button>
      {stop.error && <p role="alert">{explain(stop.error, t)}</p>}
      <p className={classes.quiet}>{t('import.stop_means')}</p>
    </>
  )
}

/** How fast rows come, from what was seen of the last seconds. */
function useSpeed({ readRows, readBytes, totalBytes }: Status) {
  const seen = useRef<Point[]>([])
  const [speed, setSpeed] = useState<ReturnType<typeof speedOf>>(null)
  useEffect(() => {
    seen.current = [...seen.current.slice(-9), { at: performance.now() / 1000, rows: readRows, bytes: readBytes }]
    setSpeed(speedOf(seen.current, totalBytes))
  }, [readRows, readBytes, totalBytes])
  return speed
}
