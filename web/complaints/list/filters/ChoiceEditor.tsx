import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { type Mark, OptionList } from '../../../ui/filters/OptionList.tsx'
import type { Choice } from '../choices/choice.ts'
import type { ListSearch } from '../search.ts'
import { readSeveral, type Signed, writeSeveral } from '../several.ts'
import classes from './Filters.module.css'
import { SpanEditor } from './SpanEditor.tsx'

type ChoiceEditorProps = {
  choice: Choice
  search: ListSearch
  /** Called with what changes in the address. */
  onChange: (change: ListSearch) => void
  /** Called when nothing more can be chosen. */
  onDone: () => void
}

/** What can be chosen in one filter: for the inside of a popover. */
export function ChoiceEditor({ choice, search, onChange, onDone }: ChoiceEditorProps) {
  if (choice.kind === 'several') return <SeveralEditor choice={choice} search={search} onChange={onChange} />
  const change = (part: ListSearch) => {
    onChange(part)
    onDone()
  }
  if (choice.kind === 'period')
    return (
      <SpanEditor
        span={choice.read(search)}
        isAhead={choice.isAhead ?? false}
        onChange={(span) => change(choice.write(span))}
      />
    )
  const chosen = choice.read(search)
  return (
    <OptionList
      label={choice.label}
      options={choice.options}
      marks={new Map<string, Mark>(chosen === null ? [] : [[chosen, 'chosen']])}
      isSeveral={false}
      onChoose={(value) => change(choice.write(value === chosen ? null : value))}
    />
  )
}

type SeveralEditorProps = Omit<ChoiceEditorProps, 'choice' | 'onDone'> & { choice: Choice & { kind: 'several' } }

function SeveralEditor({ choice, search, onChange }: SeveralEditorProps) {
  const t = useText()
  const values = readSeveral(choice.read(search))
  const [isExcluding, setExcluding] = useState(values.length > 0 && values.every(({ isExcluded }) => isExcluded))
  const write = (next: Signed[]) => onChange(choice.write(writeSeveral(next)))
  const turn = (mode: string) => {
    setExcluding(mode === 'not')
    if (values.length > 0) write(values.map(({ value }) => ({ value, isExcluded: mode === 'not' })))
  }
  const choose = (value: string) => {
    const others = values.filter((each) => each.value !== value)
    write(others.length < values.length ? others : [...values, { value, isExcluded: isExcluding }])
  }
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        className={classes.mode}
        aria-label={t('filter.mode', { filter: choice.label })}
        value={isExcluding ? 'not' : 'any'}
        onChange={turn}
        data={[
          { value: 'any', label: t('filter.any_of') },
          { value: 'not', label: t('filter.none_of') },
        ]}
      />
      <OptionList
        isSeveral
        label={choice.label}
        options={choice.options}
        marks={new Map(values.map(({ value, isExcluded }) => [value, isExcluded ? 'excluded' : 'chosen'] as const))}
        onChoose={choose}
      />
    </>
  )
}
