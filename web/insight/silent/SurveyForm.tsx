import { Checkbox, MultiSelect, NumberInput, Radio, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { FormButtons } from '../../ui/FormButtons.tsx'
import classes from './SilentPage.module.css'

const nothing = {
  name: '',
  from: '',
  to: '',
  way: 'letter' as 'letter' | 'link',
  reminders: 1,
  remindAfterDays: 7,
  asksRecommend: false,
}

/** What a new survey asks about, and how. Nobody is asked by it yet. */
export function SurveyForm({ onDone }: { onDone: (id: string | null) => void }) {
  const t = useText()
  const { language } = useLanguage()
  const taxonomy = useQuery(ask('readTaxonomy', {}))
  const [given, setGiven] = useState(nothing)
  const [causeIds, setCauseIds] = useState<string[]>([])
  const set = (part: Partial<typeof nothing>) => setGiven({ ...given, ...part })
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const { id } = await call('makeSurvey', { body: { ...given, causeIds } })
    await queries.invalidateQueries({ queryKey: ['listSurveys'] })
    onDone(id)
  }, ['name', 'from', 'to', 'reminders', 'remindAfterDays', 'causeIds'])
  const causes = taxonomy.data?.causes.filter(({ retired }) => !retired) ?? []
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.stack}>
      <TextInput
        label={t('survey.name')}
        value={given.name}
        maxLength={200}
        data-autofocus
        error={errorOf('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <div className={classes.three}>
        {(['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            label={t(`survey.${part}`)}
            value={given[part]}
            error={errorOf(part)}
            onChange={(event) => set({ [part]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Radio.Group label={t('survey.way')} value={given.way} onChange={(way) => set({ way: way as 'letter' | 'link' })}>
        {(['letter', 'link'] as const).map((way) => (
          <Radio key={way} value={way} label={t(`survey.way.${way}`)} mt="xs" />
        ))}
      </Radio.Group>
      {given.way === 'letter' && (
        <div className={classes.three}>
          <NumberInput
            label={t('survey.reminders')}
            min={0}
            max={3}
            value={given.reminders}
            error={errorOf('reminders')}
            onChange={(reminders) => set({ reminders: Number(reminders) })}
          />
          <NumberInput
            label={t('survey.remind_after')}
            min={1}
            max={60}
            value={given.remindAfterDays}
            error={errorOf('remindAfterDays')}
            onChange={(remindAfterDays) => set({ remindAfterDays: Number(remindAfterDays) })}
          />
        </div>
      )}
      <MultiSelect
        label={t('survey.causes')}
        description={t('survey.causes_why')}
        data={causes.map(({ id, name }) => ({ value: id, label: name[language] }))}
        value={causeIds}
        maxValues={12}
        searchable
        error={errorOf('causeIds')}
        onChange={setCauseIds}
      />
      <Checkbox
        label={t('survey.asks_recommend')}
        checked={given.asksRecommend}
        onChange={(event) => set({ asksRecommend: event.currentTarget.checked })}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons
        submitLabel={t('survey.make_it')}
        isBusy={isBusy}
        isComplete={given.name.trim() !== '' && given.from !== '' && given.to !== ''}
        onCancel={() => onDone(null)}
      />
    </form>
  )
}
