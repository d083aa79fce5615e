import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useText } from '../language/useLanguage.ts'
import { explain } from './explain.ts'
import classes from './State.module.css'

type FailedProps = {
  /** What did not work, as a sentence: "The complaints could not be loaded." A general one unless told. */
  what?: string
  /** Whatever was thrown. Its `detail` (problem details of the API) is shown; nothing technical is. */
  error?: unknown
  /** Tries again; without it there is nothing to press. */
  onRetry?: () => void
  /** Whether that is going on right now. */
  isRetrying?: boolean
}

/** Says what happened, that nothing was lost, and what to do. */
export function Failed({ what, error, onRetry, isRetrying }: FailedProps) {
  const t = useText()
  return (
    <div role="alert" className={classes.state} data-tone="failed">
      <IconAlertTriangle size={28} stroke={1.5} aria-hidden className={classes.sign} />
      <p className={classes.what}>{what ?? t('failed.what')}</p>
      <p className={classes.why}>
        {explain(error, t)} {t('failed.nothing_lost')}
      </p>
      {onRetry && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={onRetry}
          loading={isRetrying}
        >
          {t('failed.retry')}
        </Button>
      )}
    </div>
  )
}
