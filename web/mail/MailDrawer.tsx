import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { mostInHour } from '../../src/channels/email/intake/decide.ts'
import { ask } from '../api/ask.ts'
import { type AnswerOf, addressOf } from '../api/client.ts'
import { sizeOf } from '../complaints/attachments/size.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import classes from './mail.module.css'
import { MailActions } from './MailActions.tsx'

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
      <Said mail={mail.data} />
      <Files mail={mail.data} />
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

function Said({ mail: { text } }: { mail: ShownMail }) {
  const t = useText()
  return /\S/.test(text) ? (
    <p className={classes.said} dir="auto">
      {text}
    </p>
  ) : (
    <p className={classes.quiet}>{t('mail.no_text')}</p>
  )
}

function Files({ mail: { id, files, size } }: { mail: ShownMail }) {
  const t = useText()
  const format = useFormat()
  return (
    <section>
      {files.length > 0 && (
        <>
          <h3 className={classes.part}>{t('mail.files')}</h3>
          <ul className={classes.files}>
            {files.map((file) => (
              <li key={file.number}>
                <a href={addressOf('downloadMailFile', { params: { id, number: file.number } })} download>
                  <bdi>{file.name}</bdi>
                </a>{' '}
                <span className={classes.quiet}>{sizeOf(format, file.size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <a href={addressOf('downloadMail', { params: { id } })} download>
        {t('mail.original_size', { size: sizeOf(format, size) })}
      </a>
    </section>
  )
}
