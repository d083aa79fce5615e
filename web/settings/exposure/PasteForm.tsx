import { Button, Select, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { notify } from '../../ui/notices.tsx'
import { longList } from '../long-list.ts'
import classes from './exposure.module.css'
import { parseMonths } from './parse-months.ts'
import { PasteNote } from './PasteNote.tsx'
import { refreshExposures } from './refresh.ts'
import { type Exposure, placeOf, thingOf, useThings } from './things.ts'

/** Months and numbers as they come out of a spreadsheet, for one thing at a time. */
export function PasteForm({ stored }: { stored: Exposure[] }) {
  const t = useText()
  const { groups } = useThings()
  const [thing, setThing] = useState('all')
  const [typedUnit, setTypedUnit] = useState<string | null>(null)
  const [pasted, setPasted] = useState('')
  const { months, problems } = parseMonths(pasted)
  const before = stored.filter((exposure) => thingOf(exposure) === thing)
  const unitName = typedUnit ?? before[0]?.unitName ?? ''
  const rows = months.map((each) => ({ ...placeOf(thing), ...each, unitName }))
  const parts = (part: string) => rows.map((_row, at) => `${at}.${part}`)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    await call('storeExposures', { body: rows })
    await refreshExposures()
    notify({ words: t('exposure.stored', { count: rows.length }) })
    setPasted('')
  }, ['month', 'units', 'unitName'].flatMap(parts))
  const refusedMonth = [...parts('month'), ...parts('units')].map(errorOf).find(Boolean)
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      <Select
        {...longList}
        label={t('exposure.of')}
        data={groups}
        value={thing}
        onChange={(chosen) => {
          setThing(chosen ?? 'all')
          setTypedUnit(null)
        }}
        allowDeselect={false}
        searchable
      />
      <TextInput
        label={t('exposure.unit')}
        description={t('exposure.unit_why')}
        value={unitName}
        onChange={(event) => setTypedUnit(event.currentTarget.value)}
        error={errorOf('0.unitName')}
      />
      <Textarea
        className={classes.paste}
        label={t('exposure.paste')}
        description={t('exposure.paste_why')}
        placeholder={'2026-01\t12000\n2026-02\t12450'}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        error={refusedMonth}
        classNames={{ input: classes.numbers }}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
      />
      <PasteNote months={months} problems={problems} before={before} />
      <FormFailure>{failure}</FormFailure>
      <Button
        type="submit"
        loading={isBusy}
        disabled={rows.length === 0 || problems.length > 0}
        className={classes.send}
      >
        {t('exposure.store', { count: rows.length })}
      </Button>
    </form>
  )
}
