import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NarrowingWritten } from '../../src/insight/reports/contract.ts'
import { movingPeriods, type MovingPeriod } from '../../src/insight/saved-reports/rules.ts'
import { call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useText } from '../language/useLanguage.ts'
import { FormButtons } from '../ui/FormButtons.tsx'
import { lettersChanged } from './Letters.tsx'
import classes from './reports.module.css'
import type { SavedReport } from './words.ts'

type Beginning = Pick<SavedReport, 'page' | 'days' | 'name' | 'period'> & {
  id?: string
  version?: number
  narrowing: NarrowingWritten | Record<string, string>
}
type ReportFormProps = { report: Beginning; onDone: (isSaved: boolean) => void }

/** What a saved report is called, and whether its days move. */
export function ReportForm({ report, onDone }: ReportFormProps) {
  const t = useText()
  const { id, version, page, narrowing, days } = report
  const [name, setName] = useState(report.name)
  const [kind, setKind] = useState<MovingPeriod | 'fixed'>(report.period.kind)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const period = kind === 'fixed' ? { kind, ...(report.period.kind === 'fixed' ? fixedOf(report) : days) } : { kind }
    if (id) await call('changeSavedReport', { params: { id }, ifMatch: version, body: { name, period } })
    else await call('saveReport', { body: { name, page, narrowing: given(narrowing), period } })
    await lettersChanged()
    onDone(true)
  }, ['name', 'period'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <TextInput
        label={t('saved.name')}
        value={name}
        maxLength={100}
        data-autofocus
        error={errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('saved.which_days')}
        description={t('saved.which_days_why')}
        data={[
          { value: 'fixed', label: t('saved.days', days) },
          ...movingPeriods.map((value) => ({ value, label: t(`saved.period.${value}`) })),
        ]}
        value={kind}
        allowDeselect={false}
        error={errorOf('period')}
        onChange={(value) => setKind((value as MovingPeriod | 'fixed' | null) ?? 'fixed')}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons
        submitLabel={t('saved.save')}
        isBusy={isBusy}
        isComplete={name.trim() !== ''}
        onCancel={() => onDone(false)}
      />
    </form>
  )
}

/** What is not narrowed is left out. */
const given = (narrowing: object): Record<string, string> =>
  Object.fromEntries(Object.entries(narrowing).filter(([, value]) => value !== undefined))

const fixedOf = ({ days: { from, to } }: Beginning) => ({ from, to })
