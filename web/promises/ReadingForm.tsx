import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useText } from '../language/useLanguage.ts'
import { queries } from '../queries.ts'
import { FormButtons } from '../ui/FormButtons.tsx'
import { notify } from '../ui/notices.tsx'
import type { ServicePromise } from './names.ts'
import classes from './promises.module.css'

/** Asks in how many cases of a period a promise was kept. */
export function ReadingForm({ promise: { id, indicator }, onDone }: { promise: ServicePromise; onDone: () => void }) {
  const t = useText()
  const [days, setDays] = useState({ from: '', to: '' })
  const [cases, setCases] = useState<number | string>('')
  const [kept, setKept] = useState<number | string>('')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const body = { ...days, cases: Number(cases), kept: Number(kept) }
    await call('addPromiseReading', { params: { id }, body })
    await queries.invalidateQueries({ queryKey: ['listPromises'] })
    notify({ words: t('promise.read_done') })
    onDone()
  }, ['from', 'to', 'cases', 'kept'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <p>{indicator ?? t('promise.finding.no_indicator')}</p>
      <div className={classes.two}>
        {(['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            label={t(`promise.read_${part}`)}
            value={days[part]}
            error={errorOf(part)}
            onChange={(event) => setDays({ ...days, [part]: event.currentTarget.value })}
          />
        ))}
        <NumberInput
          label={t('promise.cases')}
          min={1}
          allowDecimal={false}
          value={cases}
          error={errorOf('cases')}
          onChange={setCases}
        />
        <NumberInput
          label={t('promise.kept_cases')}
          min={0}
          allowDecimal={false}
          value={kept}
          error={errorOf('kept')}
          onChange={setKept}
        />
      </div>
      <FormFailure>{failure}</FormFailure>
      <FormButtons
        submitLabel={t('settings.save')}
        isBusy={isBusy}
        isComplete={days.from !== '' && days.to !== '' && cases !== '' && kept !== ''}
        onCancel={onDone}
      />
    </form>
  )
}
