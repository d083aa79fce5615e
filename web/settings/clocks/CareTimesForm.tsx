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
import { Numbers, Part, SaveButton } from './Part.tsx'

type Times = AnswerOf<'readCareTimes'>

/** What we state to customers: asking again, closing without an answer, reopening, and hearing from a manager. */
export function CareTimesForm() {
  const t = useText()
  const times = useQuery(ask('readCareTimes', {}))
  return (
    <Part id="care-times" title={t('care_times.title')} why={t('care_times.why')}>
      {times.isPending && <Loading lines={3} />}
      {times.isError && <Failed error={times.error} onRetry={() => void times.refetch()} />}
      {times.isSuccess && <Fields saved={times.data} />}
    </Part>
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
      <Numbers
        fields={fields.map((field) => ({ field, label: t(`care_times.${field}`), min: 1, max: most[field] }))}
        values={draft}
        onChange={(field, value) => setDraft({ ...draft, [field]: value })}
        isReadOnly={isReadOnly}
        errorOf={errorOf}
      />
      <FormFailure>{failure}</FormFailure>
      {!isReadOnly && <SaveButton isBusy={isBusy} />}
    </form>
  )
}
