import { Button, CloseButton, Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useText } from '../../../language/useLanguage.ts'
import { boxPartsOf } from '../../../search/boxParts.ts'
import { type Choice, isUsed, type Span, without } from '../choices/choice.ts'
import { changed, type ListSearch } from '../search.ts'
import { readSeveral } from '../several.ts'
import { ChoiceEditor } from './ChoiceEditor.tsx'
import classes from './Filters.module.css'

type ChipsProps = {
  search: ListSearch
  choices: Choice[]
  /** What the customer in the address is called, as far as the list tells. */
  customerName: string | null
  onChange: (search: ListSearch) => void
}

/** The filters in use, each to be changed by a press and taken away by its cross. */
export function Chips({ search, choices, customerName, onChange }: ChipsProps) {
  const t = useText()
  const said = useSaid(search, customerName)
  const used = choices.filter((choice) => isUsed(choice, search))
  if (used.length === 0 && !search.q) return null
  const change = (part: ListSearch) => onChange(changed(search, part))
  const cleared = { ...(search.sort && { sort: search.sort }), ...(search.view && { view: search.view }) }
  return (
    <ul aria-label={t('complaints.active')} className={classes.chips}>
      {boxPartsOf(search.q).map(({ name, value, without }) => (
        <Chip
          key={`${name} ${value}`}
          name={name ?? t('complaints.words')}
          value={value}
          onRemove={() => change({ q: without || undefined })}
        />
      ))}
      {used.map((choice) => (
        <Chip
          key={choice.key}
          name={choice.label}
          value={said(choice)}
          editor={(close) => <ChoiceEditor choice={choice} search={search} onChange={change} onDone={close} />}
          onRemove={() => change(without(choice))}
        />
      ))}
      <li>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onChange(cleared)}>
          {t('filter.clear')}
        </Button>
      </li>
    </ul>
  )
}

type ChipProps = {
  name: string
  value: string
  editor?: (close: () => void) => React.ReactNode
  onRemove: () => void
}

function Chip({ name, value, editor, onRemove }: ChipProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const words = (
    <>
      <span className={classes.name}>{name}:</span> {value}
    </>
  )
  return (
    <li className={classes.chip}>
      {editor ? (
        <Popover
          trapFocus
          returnFocus
          position="bottom-start"
          width={300}
          shadow="md"
          opened={isOpen}
          onChange={setOpen}
        >
          <Popover.Target>
            <UnstyledButton className={classes.value} onClick={() => setOpen(!isOpen)}>
              {words}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown p={6}>{editor(() => setOpen(false))}</Popover.Dropdown>
        </Popover>
      ) : (
        <span className={classes.value}>{words}</span>
      )}
      <CloseButton
        size="xs"
        aria-label={t('complaints.remove', { filter: t('complaints.chip', { name, value }) })}
        onClick={onRemove}
      />
    </li>
  )
}

/** More values than this are counted rather than named. */
const mostNamed = 3

/** What a filter says in the address, in words. */
function useSaid(search: ListSearch, customerName: string | null): (choice: Choice) => string {
  const t = useText()
  const span = useSpanSaid()
  const nameIn = (choice: Choice & { kind: 'one' | 'several' }, value: string) =>
    choice.options.find((option) => option.value === value)?.label ??
    (choice.key === 'customer' ? customerName : null) ??
    '…'
  return (choice) => {
    if (choice.kind === 'period') return span(choice.read(search))
    if (choice.kind === 'one') return nameIn(choice, choice.read(search) ?? '')
    const values = readSeveral(choice.read(search))
    const named = values.slice(0, mostNamed).map(({ value, isExcluded }) => {
      const name = nameIn(choice, value)
      return isExcluded ? t('filter.not', { name }) : name
    })
    const all = [...named, ...(values.length > mostNamed ? [`+${values.length - mostNamed}`] : [])].join(', ')
    return search.itself === choice.key ? t('complaints.itself', { name: all }) : all
  }
}

function useSpanSaid(): (span: Span) => string {
  const t = useText()
  const format = useFormat()
  const date = (day: string) => format.date(`${day}T12:00:00`)
  return ({ from, to, within }) => {
    const days = within === undefined ? [] : [t('filter.in_last_days', { days: within })]
    if (from && to) return [...days, from === to ? date(from) : `${date(from)} – ${date(to)}`].join(', ')
    if (from) return [...days, t('filter.since', { date: date(from) })].join(', ')
    return [...days, ...(to ? [t('filter.until', { date: date(to) })] : [])].join(', ')
  }
}
