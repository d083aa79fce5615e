import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../language/useLanguage.ts'
import classes from './mail.module.css'
import type { ShownMail } from './MailDrawer.tsx'
import { MailFrame } from './MailFrame.tsx'

type Way = 'said' | 'text' | 'html'

/** Only the ways that show something different. */
function waysOf({ html, said, text }: ShownMail): Way[] {
  const words: Way[] = said === text ? ['said'] : ['said', 'text']
  return html === null ? words : [...words, 'html']
}

/** What a message says: its own words, all words, or as it came. */
export function MailWords({ mail }: { mail: ShownMail }) {
  const t = useText()
  const ways = waysOf(mail)
  const [way, setWay] = useState<Way>(mail.text === '' && mail.html !== null ? 'html' : 'said')
  const words = way === 'text' ? mail.text : mail.said
  return (
    <>
      {ways.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('mail_view.way')}
          value={way}
          onChange={(value) => setWay(value as Way)}
          data={ways.map((each) => ({ value: each, label: t(`mail_view.way.${each}`) }))}
          style={{ justifySelf: 'start' }}
        />
      )}
      {way === 'html' ? (
        <MailFrame id={mail.id} title={mail.subject || t('mail_view.title')} remotePictures={mail.remotePictures} />
      ) : (
        <p dir="auto" className={classes.said}>
          {words || <span className={classes.quiet}>{t('mail.no_text')}</span>}
        </p>
      )}
    </>
  )
}
