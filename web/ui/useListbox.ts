import { type KeyboardEvent, useId, useState } from 'react'

type ListboxProps<Option> = {
  options: readonly Option[]
  keyOf: (option: Option) => string
  isOpen: boolean
  onChoose: (option: Option) => void
  /** Escape, or Enter on nothing: what then happens is the field's own matter. */
  onClose: () => void
  /** The first option is marked from the start, so that Enter takes it. */
  marksFirst?: boolean
}

/**
 * A field with a list below it, as the ARIA pattern "combobox" has it: the focus stays in the field, the arrow keys move a mark
 * through the options, Enter takes the marked one, Escape closes.
 */
export function useListbox<Option>({
  options,
  keyOf,
  isOpen,
  onChoose,
  onClose,
  marksFirst = false,
}: ListboxProps<Option>) {
  const id = useId()
  const [marked, setMarked] = useState<string | null>(null)
  const known = options.findIndex((option) => keyOf(option) === marked)
  const index = known >= 0 || !marksFirst || options.length === 0 ? known : 0
  const current = isOpen ? options[index] : undefined
  const idOf = (option: Option) => `${id}-${keyOf(option)}`.replaceAll(/\s/g, '_')
  const mark = (place: number) => {
    const option = options.at(place)
    if (!option) return
    setMarked(keyOf(option))
    document.getElementById(idOf(option))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') mark(index + 1 < options.length ? index + 1 : 0)
    else if (event.key === 'ArrowUp') mark(index > 0 ? index - 1 : -1)
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && current !== undefined) onChoose(current)
    else return
    event.preventDefault()
  }
  return {
    onKeyDown,
    /** Nothing is marked any more: what is typed anew begins anew. */
    unmark: () => setMarked(null),
    hasMarked: current !== undefined,
    field: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'aria-activedescendant': current === undefined ? undefined : idOf(current),
      autoComplete: 'off',
    } as const,
    list: { id, role: 'listbox' } as const,
    option: (option: Option) =>
      ({
        id: idOf(option),
        role: 'option',
        'aria-selected': option === current,
        // The field keeps the focus when an option is pressed.
        onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
        onClick: () => onChoose(option),
        onMouseMove: () => setMarked(keyOf(option)),
      }) as const,
  }
}
