import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/ask.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './mail.module.css'
import type { ShownMail } from './MailDrawer.tsx'
import { MailFaults } from './MailFaults.tsx'
import { MailFiles } from './MailFiles.tsx'
import { MailWords } from './MailWords.tsx'

/** A message of a complaint: from whom, their words with or without what they quote, as it looked, its files, the original. */
export function MailView({ id }: { id: string }) {
  const mail = useQuery(ask('readMail', { params: { id } }))
  if (mail.isPending) return <Loading shape="text" lines={6} />
  if (!mail.data) return <Failed error={mail.error} onRetry={() => void mail.refetch()} />
  return (
    <div className={classes.mail}>
      <Head mail={mail.data} />
      <MailWords mail={mail.data} />
      <MailFiles mail={mail.data} />
      <MailFaults mail={mail.data} />
    </div>
  )
}

const named = ({ name, address }: { name: string; address: string }) => (name ? `${name} <${address}>` : address)

function Head({ mail: { from, to, cc, replyTo, date, arrivedAt } }: { mail: ShownMail }) {
  const t = useText()
  const format = useFormat()
  const people = [
    { label: t('mail.from'), listed: from ? [from] : [] },
    { label: t('mail.to'), listed: to },
    { label: t('mail_view.cc'), listed: cc },
    { label: t('mail_view.reply_to'), listed: replyTo.filter(({ address }) => address !== from?.address) },
  ]
  return (
    <dl className={classes.facts}>
      {people
        .filter(({ listed }) => listed.length > 0)
        .map(({ label, listed }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>
              <bdi>{listed.map(named).join(', ')}</bdi>
            </dd>
          </div>
        ))}
      <dt>{t('mail_view.sent')}</dt>
      <dd>{format.dateTime(date ?? arrivedAt)}</dd>
    </dl>
  )
}
