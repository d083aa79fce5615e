import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { allocations, stratifications } from '../../src/causes/sampling/rules.ts'
import { ask } from '../api/ask.ts'
import { call } from '../api/client.ts'
import { ActionDialog } from '../complaints/dialogs/ActionDialog.tsx'
import { useFormat, useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PeriodButton } from '../ui/period/PeriodButton.tsx'
import type { Days, Extent } from '../ui/period/periods.ts'
import { usePeriod } from '../ui/period/usePeriod.ts'
import { Plan } from './Plan.tsx'
import classes from './Samples.module.css'
import { refreshSamples } from './useSampleAct.ts'

type DrawDialogProps = { onClose: () => void; onDrawn: (id: string) => void }

/** Asks what to draw, and says beside it how exactly the sample will tell a share. */
export function DrawDialog(props: DrawDialogProps) {
  const t = useText()
  const { days, extent, error, retry } = usePeriod()
  if (error) return <Failed error={error} onRetry={() => void retry()} />
  if (extent === null) return <p>{t('samples.no_complaints')}</p>
  if (!days || !extent) return <Loading shape="text" lines={3} />
  return <Drawing {...props} usual={days} extent={extent} />
}

type Chosen = {
  name: string
  days: Days
  onlyWithWords: boolean
  stratifiedBy: (typeof stratifications)[number]
  allocation: (typeof allocations)[number]
  size: number
  shared: number
  coders: number
  seed: number | null
}

function Drawing({ onClose, onDrawn, usual, extent }: DrawDialogProps & { usual: Days; extent: Extent }) {
  const t = useText()
  const format = useFormat()
  const [chosen, setChosen] = useState<Chosen>({
    name: '',
    days: usual,
    onlyWithWords: true,
    stratifiedBy: 'none',
    allocation: 'proportional',
    size: 200,
    shared: 60,
    coders: 2,
    seed: null,
  })
  const { days, size, stratifiedBy, allocation, onlyWithWords } = chosen
  const isSized = size >= 1 && size <= 5000
  const plan = useQuery({
    ...ask('planSample', {
      query: { ...days, size, stratifiedBy, allocation, onlyWithWords: onlyWithWords ? 'true' : 'false' },
    }),
    enabled: isSized,
    placeholderData: keepPreviousData,
  })
  const period = `${format.date(`${days.from}T12:00:00`)} – ${format.date(`${days.to}T12:00:00`)}`
  const submit = async () => {
    const { days: _, seed, shared, ...rest } = chosen
    const body = { ...rest, ...days, shared, name: chosen.name.trim() || period, ...(seed !== null && { seed }) }
    const { id } = await call('drawSample', { body })
    await refreshSamples()
    onDrawn(id)
  }
  return (
    <ActionDialog
      isOpen
      title={t('samples.draw')}
      size="lg"
      submitLabel={t('samples.draw')}
      isComplete={isSized && (plan.data?.frame ?? 0) > 0}
      onSubmit={submit}
      onDone={onClose}
      onClose={onClose}
    >
      <p className={classes.facts}>{t('samples.draw_why')}</p>
      <TextInput
        label={t('samples.name')}
        placeholder={period}
        maxLength={200}
        value={chosen.name}
        onChange={(event) => setChosen({ ...chosen, name: event.currentTarget.value })}
      />
      <div>
        <PeriodButton days={days} extent={extent} onChoose={(next) => setChosen({ ...chosen, days: next })} />
      </div>
      <Fields chosen={chosen} onChange={setChosen} />
      {plan.isError && <Failed error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isPending && isSized && <Loading shape="text" lines={4} />}
      {plan.data && <Plan plan={plan.data} size={size} onlyWithWords={onlyWithWords} />}
    </ActionDialog>
  )
}

function Fields({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const t = useText()
  const number = (value: string | number, least: number) => (typeof value === 'number' ? value : least)
  return (
    <>
      <Checkbox
        label={t('samples.only_with_words')}
        description={t('samples.only_with_words_why')}
        checked={chosen.onlyWithWords}
        onChange={(event) => onChange({ ...chosen, onlyWithWords: event.currentTarget.checked })}
      />
      <div className={classes.fields}>
        <NumberInput
          label={t('samples.size')}
          min={1}
          max={5000}
          allowDecimal={false}
          value={chosen.size}
          onChange={(value) => onChange({ ...chosen, size: number(value, 0) })}
        />
        <NativeSelect
          label={t('samples.strata')}
          value={chosen.stratifiedBy}
          data={stratifications.map((value) => ({ value, label: t(`samples.strata.${value}`) }))}
          onChange={(event) =>
            onChange({ ...chosen, stratifiedBy: event.currentTarget.value as Chosen['stratifiedBy'] })
          }
        />
        {chosen.stratifiedBy !== 'none' && (
          <NativeSelect
            label={t('samples.allocation')}
            value={chosen.allocation}
            data={allocations.map((value) => ({ value, label: t(`samples.allocation.${value}`) }))}
            onChange={(event) => onChange({ ...chosen, allocation: event.currentTarget.value as Chosen['allocation'] })}
          />
        )}
        <NumberInput
          label={t('samples.shared')}
          description={t('samples.shared_why')}
          min={0}
          max={chosen.size}
          allowDecimal={false}
          value={chosen.shared}
          onChange={(value) => onChange({ ...chosen, shared: number(value, 0) })}
        />
        {chosen.shared > 0 && (
          <NumberInput
            label={t('samples.coders')}
            min={2}
            max={5}
            allowDecimal={false}
            value={chosen.coders}
            onChange={(value) => onChange({ ...chosen, coders: number(value, 2) })}
          />
        )}
        <NumberInput
          label={t('samples.seed')}
          description={t('samples.seed_why')}
          min={0}
          max={2_147_483_647}
          allowDecimal={false}
          value={chosen.seed ?? ''}
          onChange={(value) => onChange({ ...chosen, seed: typeof value === 'number' ? value : null })}
        />
      </div>
    </>
  )
}
