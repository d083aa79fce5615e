import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useText } from '../language/useLanguage.ts'
import { announce } from '../ui/announce.ts'
import { copy } from '../ui/clipboard.ts'
import classes from './SecretOnce.module.css'

type SecretOnceProps = {
  /** Password or key. Only its hash is stored, so it can be shown now or never. */
  secret: string
  /** What it is for, and that it is not shown again. */
  children: ReactNode
  onDone: () => void
}

/** A secret that is shown this once, to be copied. */
export function SecretOnce({ secret, children, onDone }: SecretOnceProps) {
  const t = useText()
  const [isCopied, setCopied] = useState(false)
  const copySecret = async () => {
    const done = await copy(secret)
    setCopied(done)
    announce(done ? t('copy.done') : t('copy.failed'))
  }
  return (
    <div className={classes.secret}>
      <p>{children}</p>
      <div className={classes.line}>
        <code className={classes.value}>{secret}</code>
        <Button
          variant="default"
          leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={copySecret}
          data-autofocus
        >
          {isCopied ? t('copy.done') : t('secret.copy')}
        </Button>
      </div>
      <Button onClick={onDone}>{t('secret.done')}</Button>
    </div>
  )
}
