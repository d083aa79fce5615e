import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import classes from './exposure.module.css'
import { refreshExposures } from './refresh.ts'
import type { Exposure } from './things.ts'

/** Corrects the number of one month. */
export function EditForm({ exposure, onDone }: { exposure: Exposure; onDone: () => void }) {
  const t = useText()
  const [units, setUnits] = useState<number | string>(exposure.units)
  const [unitName, setUnitName] = useState(exposure.unitName)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('storeExposures', { body: [{ ...exposure, units: Number(units), unitName }] })
    await refreshExposures()
    onDone()
  }, ['0.units', '0.unitName'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.edit}>
      <NumberInput
        data-autofocus
        label={t('exposure.units')}
        value={units}
        onChange={setUnits}
        error={errorOf('0.units')}
        min={0}
        thousandSeparator=" "
        hideControls
      />
      <TextInput
        label={t('exposure.unit')}
        value={unitName}
        onChange={(event) => setUnitName(event.currentTarget.value)}
        error={errorOf('0.unitName')}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('exposure.save')} isBusy={isBusy} onCancel={onDone} />
    </form>
  )
}
