import { Button } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../api/client.ts'
import { useText } from '../language/useLanguage.ts'
import classes from './mail.module.css'

type MailFrameProps = {
  id: string
  /** What it is, for those who cannot see it. */
  title: string
  /** How many pictures would be fetched from elsewhere. */
  remotePictures: number
}

/** A message as it came, on paper of its own where nothing can run. Pictures from elsewhere are fetched only when asked. */
export function MailFrame({ id, title, remotePictures }: MailFrameProps) {
  const t = useText()
  const [hasAll, setHasAll] = useState(false)
  const pictures = hasAll ? 'all' : 'own'
  return (
    <div className={classes.paper}>
      {remotePictures > 0 && !hasAll && (
        <div className={classes.held}>
          <p>{t('mail_view.pictures', { count: remotePictures })}</p>
          <Button size="compact-sm" variant="default" onClick={() => setHasAll(true)}>
            {t('mail_view.load_pictures')}
          </Button>
        </div>
      )}
      <iframe
        className={classes.frame}
        title={title}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        src={addressOf('showMail', { params: { id }, query: { pictures } })}
      />
    </div>
  )
}
