import { Button, TextInput } from '@mantine/core'
import { useFormat, useText } from '../../language/useLanguage.ts'
import classes from './fixes.module.css'
import type { Outlook } from './terms.ts'

type Window = { from: string; to: string }
type BaselinesProps = {
  choices: Outlook['baselines']
  rose: Outlook['rose']
  value: Window | null
  error: string | undefined
  onChange: (window: Window | null) => void
}

/** What a fix is compared with: a proposed window of whole weeks, or days of one's own. */
export function Baselines({ choices, rose, value, error, onChange }: BaselinesProps) {
  const t = useText()
  const format = useFormat()
  const days = value ?? { from: '', to: '' }
  const change = (part: Partial<Window>) => {
    const next = { ...days, ...part }
    onChange(next.from || next.to ? next : null)
  }
  const rate = (perWeek: number) => format.number(perWeek, { maximumFractionDigits: 1 })
  return (
    <section className={classes.row} aria-label={t('fix.baseline')}>
      <h3>{t('fix.baseline')}</h3>
      <p className={classes.quiet}>{t('fix.baseline_why')}</p>
      <div className={classes.choices}>
        {choices.map(({ weeks, from, to, complaints, perWeek, isProposed }) => (
          <Button
            key={weeks}
            variant={from === days.from && to === days.to ? 'filled' : 'default'}
            aria-pressed={from === days.from && to === days.to}
            className={classes.choice}
            onClick={() => onChange({ from, to })}
          >
            <span className={classes.choiceWords}>
              <b>{t(isProposed ? 'fix.weeks_proposed' : 'fix.weeks', { weeks })}</b>
              <span>{t('fix.weeks_days', { from: format.date(from), to: format.date(to) })}</span>
              <span>
                {t('fix.weeks_count', {
                  count: complaints,
                  rate: rate(perWeek.value),
                  low: rate(perWeek.low),
                  high: rate(perWeek.high),
                })}
              </span>
            </span>
          </Button>
        ))}
      </div>
      <div className={classes.columns}>
        {(['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            label={t(`fix.baseline_${part}`)}
            value={days[part]}
            error={part === 'from' ? error : undefined}
            onChange={(event) => change({ [part]: event.currentTarget.value })}
          />
        ))}
      </div>
      {rose && (
        <p className={classes.hint}>
          {t(rose.ratio > 1 ? 'fix.rose' : 'fix.fell', {
            ratio: format.number(rose.ratio, { maximumFractionDigits: 2 }),
            low: format.number(rose.low, { maximumFractionDigits: 2 }),
            high: format.number(rose.high, { maximumFractionDigits: 2 }),
            n: rose.n,
          })}
        </p>
      )}
    </section>
  )
}
