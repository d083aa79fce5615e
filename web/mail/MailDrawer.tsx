import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { mostInHour } from '../../src/channels/email/intake/decide.ts'
import { ask } from '../api/ask.ts'
import type { AnswerOf } from '../api/client.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './mail.module.css'
import { MailActions } from './MailActions.tsx'
import { MailFaults } from './MailFaults.tsx'
import { MailFiles } from './MailFiles.tsx'
import { MailWords } from './MailWords.tsx'

export type ShownMail = AnswerOf<'readMail'>

/** One message beside the list: why it waits, what it says, and what to do with it. */
export function MailDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useText()
  return (
    <Drawer opened={id !== null} onClose={onClose} position="right" size="xl" title={t('mail.title')}>
      {id && <OpenMail key={id} id={id} onClose={onClose} />}
    </Drawer>
  )
}

function OpenMail({ id, onClose }: { id: string; onClose: () => void }) {
  const mail = useQuery(ask('readMail', { params: { id } }))
  if (mail.isPending) return <Loading shape="text" lines={6} />
  if (mail.isError) return <Failed error={mail.error} onRetry={() => void mail.refetch()} />
  return (
    <div className={classes.mail}>
      <Head mail={mail.data} />
      <MailActions mail={mail.data} onDone={onClose} />
      <MailWords mail={mail.data} />
      <MailFiles mail={mail.data} />
      <MailFaults mail={mail.data} />
    </div>
  )
}

const named = ({ name, address }: { name: string; address: string }) => (name ? `${name} <${address}>` : address)

function Head({ mail }: { mail: ShownMail }) {
  const t = useText()
  const format = useFormat()
  const { subject, from, to, arrivedAt, mailbox, reason, decidedBy, state } = mail
  return (
    <header>
      <h2 className={classes.subject}>
        <bdi>{subject || t('mail.no_subject')}</bdi>
      </h2>
      {reason && <p className={classes.why}>{t(`mail.why.${reason}`, { most: mostInHour })}</p>}
      {state === 'dismissed' && decidedBy && <p>{t('mail.decided_by', { name: decidedBy.name })}</p>}
      <dl className={classes.facts}>
        <dt>{t('mail.from')}</dt>
        <dd>
          <bdi>{from ? named(from) : t('mail.unknown_sender')}</bdi>
        </dd>
        {to.length > 0 && (
          <>
            <dt>{t('mail.to')}</dt>
            <dd>
              <bdi>{to.map(named).join(', ')}</bdi>
            </dd>
          </>
        )}
        <dt>{t('mail.arrived')}</dt>
        <dd>
          {format.dateTime(arrivedAt)}, {mailbox.name}
        </dd>
      </dl>
    </header>
  )
}
