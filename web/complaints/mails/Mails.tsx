import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { MailView } from '../../mail/MailView.tsx'
import letterClasses from '../letters/Letters.module.css'
import factClasses from '../page/Facts.module.css'

type Mail = AnswerOf<'listComplaintMails'>[number]

/** The e-mail that came about a complaint, each as it came. Nothing where there was none. */
export function Mails({ reference }: { reference: string }) {
  const t = useText()
  const { data: mails = [] } = useQuery(ask('listComplaintMails', { params: { reference } }))
  const [open, setOpen] = useState<Mail | null>(null)
  if (mails.length === 0) return null
  return (
    <section aria-labelledby="mails-heading">
      <h2 id="mails-heading" className={factClasses.heading}>
        {t('mail_view.title')}
      </h2>
      <ul className={letterClasses.letters}>
        {mails.map((mail) => (
          <li key={mail.id} className={letterClasses.letter}>
            <One mail={mail} onOpen={() => setOpen(mail)} />
          </li>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open?.subject || t('mail_view.title')}
        size="xl"
      >
        {open && <MailView id={open.id} />}
      </Modal>
    </section>
  )
}

function One({ mail, onOpen }: { mail: Mail; onOpen: () => void }) {
  const t = useText()
  const format = useFormat()
  const { subject, from, became, arrivedAt, leftOut } = mail
  return (
    <>
      <span className={letterClasses.kind} dir="auto">
        {subject || t('mail_view.title')}
      </span>
      <p className={letterClasses.when}>
        {t(`mail_view.became.${became}`)} · {format.dateTime(arrivedAt)}
        {from && ` · ${from.address}`}
      </p>
      {leftOut > 0 && <p className={letterClasses.why}>{t('mail_view.left_out', { count: leftOut })}</p>}
      <Button size="compact-xs" variant="default" onClick={onOpen}>
        {t('mail_view.open')}
      </Button>
    </>
  )
}
