import { Button, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import classes from './clocks.module.css'

type Times = AnswerOf<'readCareTimes'>

/** What we state to customers: asking again, closing without an answer, reopening, and hearing from a manager. */
export function CareTimesForm() {
  const t = useText()
  const times = useQuery(ask('readCareTimes', {}))
  return (
    <section className={classes.part} aria-labelledby="care-times">
      <div className={classes.head}>
        <h2 id="care-times">{t('care_times.title')}</h2>
        <p className={classes.why}>{t('care_times.why')}</p>
      </div>
      {times.isPending && <Loading lines={3} />}
      {times.isError && <Failed error={times.error} onRetry={() => void times.refetch()} />}
      {times.isSuccess && <Fields saved={times.data} />}
    </section>
  )
}

const most = { remindAfterDays: 60, remindersBeforeClosing: 5, reopenWithinDays: 3650, managerSpeaksWithinHours: 720 }
const fields = Object.keys(most) as (keyof typeof most)[]

function Fields({ saved }: { saved: Times }) {
  const t = useText()
  const may = useMay()
  const [draft, setDraft] = useState(saved)
  const isReadOnly = !may('changeCareTimes')
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const { version, ...body } = draft
    const changed = await call('changeCareTimes', { body, ifMatch: version })
    setDraft(changed)
    await queries.invalidateQueries({ queryKey: ['readCareTimes'] })
    notify({ words: t('care_times.saved') })
  }, fields)
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <div className={classes.numbers}>
        {fields.map((field) => (
          <NumberInput
            key={field}
            label={t(`care_times.${field}`)}
            min={1}
            max={most[field]}
            allowDecimal={false}
            allowNegative={false}
            readOnly={isReadOnly}
            value={draft[field]}
            onChange={(value) => setDraft({ ...draft, [field]: Number(value) || 0 })}
            error={errorOf(field)}
          />
        ))}
      </div>
      <FormFailure>{failure}</FormFailure>
      {!isReadOnly && (
        <div className={classes.actions}>
          <Button type="submit" loading={isBusy}>
            {t('settings.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
