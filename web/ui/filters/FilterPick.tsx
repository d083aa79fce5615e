import { Button, Combobox, useCombobox } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import classes from './FilterPick.module.css'

export type PickOption = {
  value: string
  label: string
  /** How far below the top of a tree: 0 unless told. */
  depth?: number
  /** Said in a quieter voice at the end of the line. */
  note?: string
}

type FilterPickProps = {
  /** What is chosen: "Owner", "Product". */
  label: string
  /** In the order of the tree, children after their parent. */
  options: PickOption[]
  chosen: string | null
  /** Called with null when the chosen one is chosen again. */
  onChange: (value: string | null) => void
  /** For a fact that can be changed: the name a screen reader gives the button, which then looks like the fact it shows. */
  factName?: string
}

/** A list this long gets a field to search in. */
const searchFrom = 9

/** One of many options, also of a tree: a button that opens the list, with a search when it is long. */
export function FilterPick({ label, options, chosen, onChange, factName }: FilterPickProps) {
  const [typed, setTyped] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setTyped('')
    },
    onDropdownOpen: () => {
      if (options.length >= searchFrom) combobox.focusSearchInput()
      combobox.updateSelectedOptionIndex('active')
    },
  })
  const found = matching(options, typed)
  // What Enter would take is marked as soon as something is typed.
  const markFirst = useEffectEvent(() => combobox.selectFirstOption())
  useEffect(() => {
    if (typed !== '') markFirst()
  }, [typed])
  const choose = (value: string) => {
    onChange(value === chosen ? null : value)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} width={300} position="bottom-start" shadow="md" onOptionSubmit={choose}>
      <Combobox.Target targetType="button">
        <Button
          size="xs"
          variant={factName ? 'subtle' : chosen === null ? 'default' : 'light'}
          aria-label={factName}
          className={factName && classes.fact}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => combobox.toggleDropdown()}
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {options.length >= searchFrom && <Search label={label} typed={typed} onType={setTyped} />}
        <Options label={label} found={found} chosen={chosen} />
      </Combobox.Dropdown>
    </Combobox>
  )
}

type SearchProps = { label: string; typed: string; onType: (typed: string) => void }

function Search({ label, typed, onType }: SearchProps) {
  const t = useText()
  return (
    <Combobox.Search
      value={typed}
      placeholder={t('filter.find')}
      aria-label={`${label}: ${t('filter.find')}`}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}

function Options({ label, found, chosen }: { label: string; found: Found[]; chosen: string | null }) {
  const t = useText()
  return (
    <Combobox.Options aria-label={label} className={classes.options}>
      {found.length === 0 && <Combobox.Empty>{t('filter.nothing_found')}</Combobox.Empty>}
      {found.map(({ value, label: words, depth = 0, note, isPath }) => (
        <Combobox.Option
          key={value}
          value={value}
          active={value === chosen}
          disabled={isPath}
          className={classes.option}
        >
          <span className={classes.words} style={{ paddingInlineStart: `${depth}rem` }}>
            {words}
          </span>
          {note && <span className={classes.note}>{note}</span>}
          {value === chosen && <IconCheck size={14} aria-hidden className={classes.check} />}
        </Combobox.Option>
      ))}
    </Combobox.Options>
  )
}

export type Found = PickOption & {
  /** Shown only because it leads to one that was found. */
  isPath?: boolean
}

/** Options with the words in them, and the branches that lead there. */
export function matching(options: PickOption[], typed: string): Found[] {
  const words = typed.trim().toLowerCase()
  if (words === '') return options
  const shown = new Set<PickOption>()
  const isFound = ({ label }: PickOption) => label.toLowerCase().includes(words)
  const branch: PickOption[] = []
  for (const option of options) {
    branch.splice(option.depth ?? 0, branch.length, option)
    if (isFound(option)) for (const each of branch) if (each) shown.add(each)
  }
  return options
    .filter((option) => shown.has(option))
    .map((option) => (isFound(option) ? option : { ...option, isPath: true }))
}
