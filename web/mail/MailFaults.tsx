import { useText } from '../language/useLanguage.ts'
import classes from './mail.module.css'
import type { ShownMail } from './MailDrawer.tsx'

/** What was wrong with a message that was read all the same. Nothing where nothing was. */
export function MailFaults({ mail: { faults } }: { mail: ShownMail }) {
  const t = useText()
  if (faults.length === 0) return null
  return (
    <section className={classes.faults}>
      <h3 className={classes.part}>{t('mail_view.faults')}</h3>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{t(`mail_view.fault.${fault}`)}</li>
        ))}
      </ul>
      <p>{t('mail_view.fault.see_original')}</p>
    </section>
  )
}
