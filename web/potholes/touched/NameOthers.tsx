import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useStepChoices } from '../../promises/choices.ts'
import { type ServicePromise, wordsOf } from '../../promises/names.ts'
import { longList } from '../../settings/long-list.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import type { Pothole } from '../parts.tsx'
import classes from './touched.module.css'
import { nameTouched } from './useTouched.ts'

type NameOthersProps = {
  pothole: Pothole
  named: { promiseIds: string[]; stepIds: string[] }
  promises: ServicePromise[]
  onDone: () => void
}

/** Names any promise and any step, also one that no complaint speaks for. */
export function NameOthers({ pothole, named, promises, onDone }: NameOthersProps) {
  const t = useText()
  const { language } = useLanguage()
  const steps = useStepChoices()
  const [promiseIds, setPromiseIds] = useState(named.promiseIds)
  const [stepIds, setStepIds] = useState(named.stepIds)
  const offered = promises.filter(({ id, state }) => state !== 'ended' || named.promiseIds.includes(id))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await nameTouched(pothole, { promiseIds, stepIds })
    onDone()
  }, ['promiseIds', 'stepIds'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <MultiSelect
        {...longList}
        data-autofocus
        searchable
        label={t('touched.promises')}
        description={offered.length === 0 ? t('touched.none_written') : undefined}
        data={offered.map((promise) => ({ value: promise.id, label: wordsOf(promise, language) }))}
        value={promiseIds}
        error={errorOf('promiseIds')}
        onChange={setPromiseIds}
      />
      <MultiSelect
        {...longList}
        searchable
        label={t('touched.steps')}
        data={steps}
        value={stepIds}
        error={errorOf('stepIds')}
        onChange={setStepIds}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('settings.save')} isBusy={isBusy} onCancel={onDone} />
    </form>
  )
}
