import { CloseButton, Popover, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { useListbox } from '../useListbox.ts'
import classes from './FilterBar.module.css'

/** What can be put into the field: `insert` takes the place of what stands from `start` to `end`. */
export type Suggested = { label: string; note?: string; insert: string; start: number; end: number }

type FilterSearchProps = {
  /** What is searched: "Search in these complaints". Also the words in the empty field. */
  label: string
  value: string
  /** Called a third of a second after the last letter, and at once on Enter or when the field is emptied. */
  onChange: (words: string) => void
  /** What fits where the cursor stands. */
  suggest?: (typed: string, cursor: number) => Suggested[]
}

/** Words to search for, with what can be put there besides. */
export function FilterSearch({ label, value, onChange, suggest }: FilterSearchProps) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  const { typed, setTyped, changeNow } = useTyped(value, onChange)
  const [cursor, setCursor] = useState<number | null>(null)
  const suggested = suggest && cursor !== null ? suggest(typed, cursor) : []
  const close = () => setCursor(null)
  const take = ({ insert, start, end }: Suggested) => {
    const next = typed.slice(0, start) + insert + typed.slice(end).trimStart()
    setTyped(next)
    setCursor(start + insert.length)
    requestAnimationFrame(() => field.current?.setSelectionRange(start + insert.length, start + insert.length))
  }
  const listbox = useListbox<Suggested>({
    options: suggested,
    keyOf: ({ label: name }) => name,
    isOpen: suggested.length > 0,
    onChoose: take,
    onClose: close,
  })
  return (
    <Popover opened={suggested.length > 0} position="bottom-start" shadow="md" trapFocus={false} withRoles={false}>
      <Popover.Target>
        <TextInput
          ref={field}
          type="search"
          size="xs"
          maxLength={300}
          aria-label={label}
          placeholder={label}
          className={classes.search}
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={
            typed && <CloseButton size="sm" aria-label={t('filter.empty_search')} onClick={() => changeNow('')} />
          }
          value={typed}
          {...(suggest && listbox.field)}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setCursor(event.currentTarget.selectionStart)
            listbox.unmark()
          }}
          onClick={(event) => setCursor(event.currentTarget.selectionStart)}
          onBlur={close}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && cursor === null) setCursor(event.currentTarget.selectionStart)
            if (event.key !== 'Enter' || listbox.hasMarked) return listbox.onKeyDown(event)
            close()
            changeNow(typed)
          }}
        />
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div {...listbox.list} aria-label={t('search.suggestions')} className={classes.suggestions}>
          {suggested.map((suggestion) => (
            <div key={suggestion.label} className={classes.suggestion} {...listbox.option(suggestion)}>
              <span>{suggestion.label}</span>
              {suggestion.note && <span className={classes.note}>{suggestion.note}</span>}
            </div>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What is typed and when it is told: a while after the last letter, or at once. */
function useTyped(value: string, onChange: (words: string) => void) {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  const [sent, setSent] = useState(value)
  if (value !== seen) {
    setSeen(value)
    // What comes back late from the address must not undo letters typed since; what somebody else changed is shown.
    if (value !== sent) setTyped(value)
  }
  const send = (words: string) => {
    setSent(words)
    onChange(words)
  }
  const sendLater = useEffectEvent(send)
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => sendLater(typed), 330)
    return () => clearTimeout(timer)
  }, [typed, value])
  const changeNow = (words: string) => {
    setTyped(words)
    send(words)
  }
  return { typed, setTyped, changeNow }
}
