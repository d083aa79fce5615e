import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { isTyped, RangeFields, type RangeTyped } from './RangeFields.tsx'
import type { Report } from './figures.ts'
import classes from './SilentPage.module.css'

export type Input = Report['market']['inputs'][number]
type InputFormProps = { input: Input; currency: string | null; onDone: () => void }

const amounts = ['customers', 'annualValue', 'told']

/** Says what the company knows of one input, or takes it back. */
export function InputForm({ input: { name, typed }, currency, onDone }: InputFormProps) {
  const t = useText()
  // Shares are thought of in percent; ten digits keep what was typed as it was typed.
  const scale = amounts.includes(name) ? 1 : 100
  const shown = (value: number | undefined) => (value === undefined ? '' : Number((value * scale).toPrecision(10)))
  const [range, setRange] = useState<RangeTyped>({
    low: shown(typed?.low),
    likely: shown(typed?.likely),
    high: shown(typed?.high),
    source: typed?.source ?? '',
  })
  const [unit, setUnit] = useState(currency ?? '')
  const send = async (value: object | null) => {
    const body = { inputs: { [name]: value }, ...(name === 'annualValue' && value && { currency: unit.toUpperCase() }) }
    await call('saveMarketInputs', { body: body as never })
    await queries.invalidateQueries({ queryKey: ['readSilentCustomers'] })
    onDone()
  }
  const own = (typedValue: number | '') => Number((Number(typedValue) / scale).toPrecision(10))
  const { form, submit, isBusy, errorOf, failure } = useSubmit(
    () => send({ low: own(range.low), likely: own(range.likely), high: own(range.high), source: range.source }),
    [`inputs.${name}`, `inputs.${name}.high`, 'currency'],
  )
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <p className={classes.quiet}>{t(`market.input_what.${name}`)}</p>
      <RangeFields
        value={range}
        onChange={setRange}
        suffix={scale === 100 ? ' %' : undefined}
        error={errorOf(`inputs.${name}`) ?? errorOf(`inputs.${name}.high`)}
      />
      {name === 'annualValue' && (
        <TextInput
          label={t('market.currency')}
          value={unit}
          maxLength={3}
          error={errorOf('currency')}
          onChange={(event) => setUnit(event.currentTarget.value)}
        />
      )}
      <FormFailure>{failure}</FormFailure>
      {typed && (
        <Button variant="subtle" size="compact-sm" onClick={() => void send(null)}>
          {t('market.take_back')}
        </Button>
      )}
      <FormButtons submitLabel={t('market.save')} isBusy={isBusy} isComplete={isTyped(range)} onCancel={onDone} />
    </form>
  )
}
