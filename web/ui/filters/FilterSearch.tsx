import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import classes from './FilterBar.module.css'

type FilterSearchProps = {
  /** What is searched: "Search in these complaints". Also the words in the empty field. */
  label: string
  value: string
  /** Called a third of a second after the last letter, and at once on Enter or when the field is emptied. */
  onChange: (words: string) => void
}

/** Words to search for. */
export function FilterSearch({ label, value, onChange }: FilterSearchProps) {
  const t = useText()
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
  return (
    <TextInput
      type="search"
      size="xs"
      aria-label={label}
      placeholder={label}
      className={classes.search}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        typed && <CloseButton size="sm" aria-label={t('filter.empty_search')} onClick={() => changeNow('')} />
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') changeNow(typed)
      }}
    />
  )
}
