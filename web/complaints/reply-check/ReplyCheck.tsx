import { Button, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react'
import { useDeferredValue, useId, useMemo } from 'react'
import { betterFor, blanksIn, withBetter } from '../../../src/language/reply-check/better.ts'
import { checkReply, type ReplyFinding } from '../../../src/language/reply-check/check-reply.ts'
import { useText } from '../../language/useLanguage.ts'
import { announce } from '../../ui/announce.ts'
import { notify } from '../../ui/notices.tsx'
import classes from './ReplyCheck.module.css'

type ReplyCheckProps = {
  /** The answer as it is being written. */
  text: string
  /** The language of the customer, as complaints hold it; the wordings of English and Russian are known. */
  language: string
  /** Takes the answer with a better wording in it. */
  onReplace: (text: string) => void
}

/** More than these at once would be read by nobody. */
const most = 5
const known = ['en', 'ru', 'und']

/** While an answer is written: what in it blames, dodges or gives empty hope, why, and what to say instead. Holds nobody up. */
export function ReplyCheck({ text, language, onReplace }: ReplyCheckProps) {
  const t = useText()
  const titleId = useId()
  // Typing comes first; the advice follows when there is time.
  const written = useDeferredValue(text)
  const findings = useMemo(() => checkReply(written), [written])
  const blanks = useMemo(() => blanksIn(written), [written])
  if (findings.length + blanks.length === 0) {
    const isUnknown = written.trim() !== '' && !known.includes(language)
    return isUnknown ? <p className={classes.quiet}>{t('reply_check.not_checked')}</p> : null
  }
  const replace = (finding: ReplyFinding) => {
    // Typed since it was found: the places are not those of the text any more.
    if (written !== text) return
    onReplace(withBetter(written, finding))
    announce(t('reply_check.replaced'))
    notify({ words: t('reply_check.replaced'), onUndo: () => onReplace(written) })
  }
  const hidden = findings.length - most
  return (
    <section className={classes.box} aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.title}>
        {t('reply_check.title')}
        <Summary findings={findings} />
      </h3>
      <ul className={classes.list}>
        {blanks.map((blank) => (
          <li key={blank} className={classes.blank}>
            <IconAlertTriangle size={16} aria-hidden />
            <span>{t('reply_check.blank', { blank })}</span>
          </li>
        ))}
        {findings.slice(0, most).map((finding) => (
          <Advice key={`${finding.code} ${finding.start}`} finding={finding} onReplace={() => replace(finding)} />
        ))}
      </ul>
      <p className={classes.quiet}>
        {hidden > 0 && `${t('reply_check.more', { count: hidden })} · `}
        {t('reply_check.you_decide')}
      </p>
    </section>
  )
}

/** How much there is of either kind; read out when it changes. */
function Summary({ findings }: { findings: ReplyFinding[] }) {
  const t = useText()
  const blocks = findings.filter(({ severity }) => severity === 'block').length
  const warns = findings.length - blocks
  const parts = [
    ...(blocks > 0 ? [t('reply_check.blocks', { count: blocks })] : []),
    ...(warns > 0 ? [t('reply_check.warns', { count: warns })] : []),
  ]
  return (
    <output className={classes.summary} data-severity={blocks > 0 ? 'block' : 'warn'}>
      {parts.join(', ')}
    </output>
  )
}

function Advice({ finding, onReplace }: { finding: ReplyFinding; onReplace: () => void }) {
  const t = useText()
  const { code, severity, words, language } = finding
  const Sign = severity === 'block' ? IconAlertTriangle : IconBulb
  const better = betterFor(finding)
  return (
    <li className={classes.advice} data-severity={severity}>
      <Sign size={16} aria-hidden />
      <div>
        <p className={classes.reason}>
          <VisuallyHidden>{t(`reply_check.severity.${severity}`)}: </VisuallyHidden>
          <strong lang={language}>{t('reply_check.words', { words: words.replaceAll(/\s+/g, ' ') })}</strong>{' '}
          {t(`reply_check.reason.${code}`)}
        </p>
        <p className={classes.better}>
          <span lang={language}>{t('reply_check.better', { words: better })}</span>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${t('reply_check.replace')}: ${better}`}
            onClick={onReplace}
          >
            {t('reply_check.replace')}
          </Button>
        </p>
      </div>
    </li>
  )
}
