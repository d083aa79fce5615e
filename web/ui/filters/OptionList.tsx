import { Combobox, useCombobox } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { type Found, matching, type PickOption } from './FilterPick.tsx'
import classes from './FilterPick.module.css'

/** How an option stands: chosen, or chosen to be left out. */
export type Mark = 'chosen' | 'excluded'

type OptionListProps = {
  /** What is chosen: "Owner". */
  label: string
  /** In the order of the tree, children after their parent. */
  options: PickOption[]
  /** Those that are chosen. */
  marks: ReadonlyMap<string, Mark>
  isSeveral: boolean
  onChoose: (value: string) => void
}

/** Options to choose one or several of, with a field to find them by: for the inside of a popover. */
export function OptionList({ label, options, marks, isSeveral, onChoose }: OptionListProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const combobox = useCombobox({ opened: true })
  const found = matching(options, typed)
  // What Enter would take is marked from the start, and anew after each letter.
  const markFirst = useEffectEvent(() => combobox.selectFirstOption())
  useEffect(() => void markFirst(), [typed])
  return (
    <Combobox store={combobox} onOptionSubmit={onChoose}>
      <Combobox.EventsTarget>
        <Combobox.Search
          data-autofocus
          value={typed}
          placeholder={t('filter.find')}
          aria-label={`${label}: ${t('filter.find')}`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label={label} aria-multiselectable={isSeveral || undefined} className={classes.options}>
        {found.length === 0 && <Combobox.Empty>{t('filter.nothing_found')}</Combobox.Empty>}
        {found.map((option) => (
          <Option key={option.value} {...option} mark={marks.get(option.value)} />
        ))}
      </Combobox.Options>
    </Combobox>
  )
}

function Option({ value, label, depth = 0, note, isPath, mark }: Found & { mark: Mark | undefined }) {
  const t = useText()
  return (
    <Combobox.Option value={value} active={mark !== undefined} disabled={isPath} className={classes.option}>
      <span className={classes.words} style={{ paddingInlineStart: `${depth}rem` }}>
        {label}
      </span>
      {note && <span className={classes.note}>{note}</span>}
      {mark === 'chosen' && <IconCheck size={14} aria-hidden className={classes.check} />}
      {mark === 'excluded' && <IconMinus size={14} aria-label={t('filter.excluded')} className={classes.check} />}
    </Combobox.Option>
  )
}
