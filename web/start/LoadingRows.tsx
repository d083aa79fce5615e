import { Progress } from '@mantine/core'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import classes from './StartPage.module.css'

/** How far the loading of complaints is: rows stored, and the share of the file that was read. */
export function LoadingRows({ status }: { status: AnswerOf<'readDemonstration'> }) {
  const t = useText()
  const format = useFormat()
  const share = status && status.totalBytes > 0 ? Math.min(1, status.readBytes / status.totalBytes) : 0
  return (
    <div className={classes.rows}>
      <Progress value={share * 100} aria-label={t('start.demonstration.progress')} />
      <p className={classes.quiet}>
        {t('start.demonstration.rows', { rows: status?.storedRows ?? 0, share: format.share(share) })}
      </p>
    </div>
  )
}
