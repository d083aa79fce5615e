import { IconArrowRight, IconMessageReport, IconUser, IconUserCircle } from '@tabler/icons-react'
import { useFormat, useText } from '../language/useLanguage.ts'
import classes from './Findings.module.css'
import { Marked } from './Marked.tsx'
import type { Finding } from './options.ts'

/** What one finding shows: enough to tell it from others. */
export function FindingRow({ finding }: { finding: Finding }) {
  const t = useText()
  if (finding.kind === 'complaint') return <ComplaintRow complaint={finding.complaint} />
  if (finding.kind === 'customer') {
    const { name, open, complaints } = finding.customer
    return (
      <>
        <IconUser size={16} aria-hidden className={classes.sign} />
        <span className={classes.words}>{name ?? t('complaint.anonymous')}</span>
        <span className={classes.aside}>
          {open > 0 ? t('search.customer_open', { open }) : t('search.customer_complaints', { complaints })}
        </span>
      </>
    )
  }
  if (finding.kind === 'person') {
    return (
      <>
        <IconUserCircle size={16} aria-hidden className={classes.sign} />
        <span className={classes.words}>{finding.person.name}</span>
        <span className={classes.aside}>{finding.person.team ?? t('search.person_aside')}</span>
      </>
    )
  }
  return (
    <>
      <IconArrowRight size={16} aria-hidden className={`${classes.sign} ${classes.turns}`} />
      <span className={classes.words}>{t('search.all', { words: finding.q })}</span>
    </>
  )
}

function ComplaintRow({ complaint }: { complaint: (Finding & { kind: 'complaint' })['complaint'] }) {
  const t = useText()
  const format = useFormat()
  const { reference, receivedAt, closedAt, title, excerpt, customer, found } = complaint
  const words = found?.title ?? found?.words ?? null
  const whose = found?.customer ?? (customer === null ? null : [{ text: customer, isMatch: false }])
  return (
    <>
      <IconMessageReport size={16} aria-hidden className={classes.sign} />
      <span className={classes.both}>
        <span className={classes.words}>
          {words ? <Marked segments={words} /> : (title ?? excerpt ?? t('complaint.no_words'))}
        </span>
        <span className={classes.below}>
          {reference} · {format.date(receivedAt)}
          {whose && (
            <>
              {' · '}
              <Marked segments={whose} />
            </>
          )}
        </span>
      </span>
      {closedAt && <span className={classes.aside}>{t('complaint.closed')}</span>}
    </>
  )
}
