import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import type { CauseRow } from './figures.ts'
import { isTyped, RangeFields, type RangeTyped } from './RangeFields.tsx'
import classes from './SilentPage.module.css'

/** Says what repairing a cause would cost, or takes it back. */
export function RepairForm({ cause: { causeId, repair }, onDone }: { cause: CauseRow; onDone: () => void }) {
  const t = useText()
  const [range, setRange] = useState<RangeTyped>(repair ?? { low: '', likely: '', high: '', source: '' })
  const send = async (cost: object | null) => {
    await call('saveRepairCost', { params: { causeId }, body: { cost: cost as never } })
    await queries.invalidateQueries({ queryKey: ['readSilentCustomers'] })
    onDone()
  }
  const { form, submit, isBusy, errorOf, failure } = useSubmit(() => send(range), ['cost'])
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <RangeFields value={range} onChange={setRange} error={errorOf('cost')} />
      <FormFailure>{failure}</FormFailure>
      {repair && (
        <Button variant="subtle" size="compact-sm" onClick={() => void send(null)}>
          {t('market.take_back')}
        </Button>
      )}
      <FormButtons submitLabel={t('market.save')} isBusy={isBusy} isComplete={isTyped(range)} onCancel={onDone} />
    </form>
  )
}
