import { NumberInput, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import { HowComputed } from '../../ui/HowComputed.tsx'
import type { Pothole } from '../parts.tsx'
import { RuleFields } from '../RuleFields.tsx'
import { Baselines } from './Baselines.tsx'
import { Controls } from './Controls.tsx'
import type { FieldsProps } from './FixForm.tsx'
import classes from './fixes.module.css'
import { dayIn } from '../verdict/day.ts'
import { firstDay, type Outlook } from './terms.ts'

/** How we shall know that a fix worked: which complaints, how many fewer, by when, against what. */
export function Measure({ pothole, terms, set, errorOf }: FieldsProps & { pothole: Pothole }) {
  const t = useText()
  const target = terms.target ?? pothole.rule?.filters ?? null
  const asked = {
    target,
    expectedRatio: terms.expectedRatio,
    plannedOn: firstDay(terms),
    baseline: isWindow(terms.baseline) ? terms.baseline : null,
    against: terms.controls.map(({ filters }) => filters).filter((filters) => Object.keys(filters).length > 0),
  }
  const outlook = useQuery({
    ...ask('readFixOutlook', { params: { id: pothole.id }, body: asked }),
    enabled: target !== null,
    placeholderData: keepPreviousData,
  })
  const found = target === null ? null : (outlook.data ?? null)
  return (
    <fieldset className={classes.group}>
      <legend>{t('fix.measure')}</legend>
      <RuleFields
        label={t('fix.target')}
        why={t('fix.target_why')}
        rule={target}
        error={errorOf('target')}
        onChange={(rule) => set({ target: rule })}
      />
      <Expected terms={terms} set={set} errorOf={errorOf} />
      {outlook.isError && <p className={classes.late}>{explain(outlook.error, t)}</p>}
      <Baselines
        choices={found?.baselines ?? []}
        rose={found?.rose ?? null}
        value={terms.baseline}
        error={errorOf('baseline')}
        onChange={(baseline) => set({ baseline })}
      />
      {found && <Telling outlook={found} expectedBy={terms.expectedBy} />}
      <Controls
        potholeId={pothole.id}
        target={target}
        baseline={asked.baseline}
        terms={terms}
        set={set}
        errorOf={errorOf}
      />
    </fieldset>
  )
}

const isWindow = (window: { from: string; to: string } | null): boolean =>
  window !== null && window.from !== '' && window.to !== '' && window.from <= window.to

function Expected({ terms: { expectedRatio, expectedBy }, set, errorOf }: FieldsProps) {
  const t = useText()
  return (
    <div className={classes.columns}>
      <NumberInput
        label={t('fix.fewer')}
        description={t('fix.fewer_why')}
        value={expectedRatio === null ? '' : Math.round((1 - expectedRatio) * 1000) / 10}
        min={1}
        max={100}
        suffix=" %"
        error={errorOf('expectedRatio')}
        onChange={(value) =>
          set({ expectedRatio: value === '' || Number(value) <= 0 ? null : Math.max(0, 1 - Number(value) / 100) })
        }
      />
      <TextInput
        type="date"
        label={t('fix.expected_by')}
        description={t('fix.expected_by_why')}
        value={expectedBy ?? ''}
        error={errorOf('expectedBy')}
        onChange={(event) => set({ expectedBy: event.currentTarget.value || null })}
      />
    </div>
  )
}

/** From when the expected effect can be told, so that nobody promises a proof that cannot come. */
function Telling({ outlook: { telling, window }, expectedBy }: { outlook: Outlook; expectedBy: string | null }) {
  const t = useText()
  const format = useFormat()
  if (!telling || !window) return <p className={classes.hint}>{t('fix.tell_unknown')}</p>
  const { days, on, compared, complaintsNeeded, dispersion } = telling
  const counts = { have: window.complaints, needed: complaintsNeeded ?? 0, known: complaintsNeeded ? 'yes' : 'no' }
  const isLate = on !== null && expectedBy !== null && expectedBy < on
  return (
    <div className={classes.hint} aria-live="polite">
      <p>
        {days === null
          ? t('fix.tell_never', counts)
          : t('fix.tell_days', {
              days: format.number(days),
              have: window.complaints,
              date: on ? dayIn(format, on) : '',
              known: on ? 'yes' : 'no',
            })}
      </p>
      <p>{compared === null ? t('fix.tell_alone') : t('fix.tell_compared', { count: compared })}</p>
      {isLate && on && expectedBy && (
        <p className={classes.late}>{t('fix.tell_late', { by: dayIn(format, expectedBy), date: dayIn(format, on) })}</p>
      )}
      <HowComputed
        parts={[
          t('fix.how.formula'),
          t('fix.how.inputs', {
            complaints: window.complaints,
            weeks: format.number(window.weeks, { maximumFractionDigits: 1 }),
            dispersion: format.number(dispersion, { maximumFractionDigits: 2 }),
          }),
          t('fix.how.source'),
        ]}
      />
    </div>
  )
}
