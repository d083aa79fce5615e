import { Progress } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight, IconHelpCircle, IconHourglass } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { changeIn, effectIn } from '../../../src/potholes/verdicts/words.ts'
import { useFormat, useLanguage, useText } from '../../language/useLanguage.ts'
import { complaintsOf } from '../rule.ts'
import { dayIn, lastOf } from './day.ts'
import type { Verdict } from './VerdictPart.tsx'
import classes from './verdict.module.css'

const signs: { [Word in Verdict['word']]: ReactNode } = {
  worked: <IconArrowDownRight size={30} />,
  no_effect: <IconHourglass size={28} />,
  worse: <IconArrowUpRight size={30} />,
  cannot_tell: <IconHelpCircle size={28} />,
}

/** What a manager reads in ten seconds: the word, its size with its interval, since when, and what was counted. */
export function Headline({ verdict }: { verdict: Verdict }) {
  const t = useText()
  const { word, fix } = verdict
  return (
    <section className={classes.headline} data-word={word} aria-labelledby={`verdict-${fix.id}`}>
      <span className={classes.sign} aria-hidden>
        {signs[word]}
      </span>
      <div className={classes.said}>
        <h2 id={`verdict-${fix.id}`}>{t(`verdict.word.${word}`)}</h2>
        <p className={classes.fix}>{fix.name}</p>
        <Size verdict={verdict} />
        <Counted verdict={verdict} />
      </div>
    </section>
  )
}

/** The size of the effect where it is shown; else why nothing is, and from when it can be told. */
function Size({ verdict }: { verdict: Verdict }) {
  const t = useText()
  const { language } = useLanguage()
  const { word, reason, effect } = verdict
  if (reason) return <Reason reason={reason} />
  if (effect === null) return null
  const said = effectIn(language, effect)
  if (word === 'worked' || word === 'worse')
    return (
      <>
        <p className={classes.size}>{t('verdict.size', said)}</p>
        <p className={classes.quiet}>{t('verdict.between', said)}</p>
      </>
    )
  return (
    <>
      <p>{t('verdict.not_yet', said)}</p>
      <CanTell verdict={verdict} />
      <Evidence verdict={verdict} />
    </>
  )
}

function Reason({ reason }: { reason: NonNullable<Verdict['reason']> }) {
  const t = useText()
  const isExposure = reason === 'nothing_to_compare' || reason === 'exposure_missing'
  return (
    <>
      <p>{t(`verdict.reason.${reason}`)}</p>
      {isExposure && (
        <p className={classes.quiet}>
          {t(`verdict.remedy.${reason}`)} <a href="/settings/exposure">{t('verdict.store_exposure')}</a>
        </p>
      )}
    </>
  )
}

function CanTell({ verdict: { canTellFrom, asOf } }: { verdict: Verdict }) {
  const t = useText()
  const format = useFormat()
  if (canTellFrom === null) return null
  const key = canTellFrom > asOf ? 'verdict.can_tell' : 'verdict.not_yet_past'
  return <p>{t(key, { date: dayIn(format, canTellFrom) })}</p>
}

/** How far the evidence is from what proves: ln E over ln 40, below none as none. */
function Evidence({ verdict: { evidence } }: { verdict: Verdict }) {
  const t = useText()
  const format = useFormat()
  if (evidence === null) return null
  const share = Math.min(1, Math.max(0, evidence.fall / evidence.needed))
  const words = t('verdict.evidence', { share: format.share(share) })
  return (
    <div className={classes.evidence}>
      <Progress value={share * 100} aria-label={words} />
      <span className={classes.quiet}>{words}</span>
    </div>
  )
}

function Counted({ verdict }: { verdict: Verdict }) {
  const t = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const { observed, expected, liveSince, days, settledOn, expectedRatio, prevented, word, target, baseline } = verdict
  const day = (of: string) => dayIn(format, of)
  const number = (value: number) => format.number(value, { maximumFractionDigits: value < 20 ? 1 : 0 })
  const range = expected && {
    expected: number(expected.value),
    low: number(expected.low),
    high: number(expected.high ?? 0),
  }
  const spared = prevented && {
    value: number(prevented.value),
    low: number(prevented.low),
    high: number(prevented.high ?? 0),
  }
  return (
    <ul className={classes.counted}>
      {observed !== null && (
        <li>
          <a href={complaintsOf(target, { from: liveSince, to: lastOf(liveSince, days) })}>
            {t('verdict.counted', { observed, since: day(liveSince) })}
          </a>
          {range && <>; {t('verdict.of_expected', range)}</>}
        </li>
      )}
      {word === 'worked' && spared && (
        <li>{t(prevented.high === null ? 'verdict.prevented_open' : 'verdict.prevented', spared)}</li>
      )}
      <li>
        <a href={complaintsOf(target, { from: baseline.from, to: baseline.to })}>
          {t('verdict.before', {
            count: baseline.complaints,
            days: baseline.days,
            from: day(baseline.from),
            to: day(baseline.to),
          })}
        </a>
      </li>
      <li>{t('verdict.agreed', { change: changeIn(language, expectedRatio) })}</li>
      <li>{t('verdict.days', { days, date: day(lastOf(liveSince, days)) })}</li>
      {settledOn && <li>{t('verdict.shown_since', { date: day(settledOn) })}</li>}
    </ul>
  )
}
