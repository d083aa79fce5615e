import { type ComboboxItem, Select } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import type { Person } from '../people.ts'
import classes from './PersonSelect.module.css'

type PersonSelectProps = {
  label: string
  people: Person[]
  chosen: string | null
  onChange: (id: string | null) => void
}

/** One of the people who work here, with team and how many open complaints each has: nobody is buried unseen. */
export function PersonSelect({ label, people, chosen, onChange }: PersonSelectProps) {
  const t = useText()
  const byId = new Map(people.map((person) => [person.id, person]))
  const sorted = people.toSorted((a, b) => a.openComplaints - b.openComplaints || a.name.localeCompare(b.name))
  return (
    <Select
      data-autofocus
      searchable
      selectFirstOptionOnChange
      label={label}
      nothingFoundMessage={t('filter.nothing_found')}
      data={sorted.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={onChange}
      renderOption={({ option }: { option: ComboboxItem }) => <Line person={byId.get(option.value)} />}
    />
  )
}

function Line({ person }: { person: Person | undefined }) {
  const t = useText()
  if (!person) return null
  return (
    <span className={classes.line}>
      <span className={classes.name}>
        {person.name}
        {person.team && <span className={classes.quiet}> · {person.team.name}</span>}
      </span>
      <span className={classes.quiet}>{t('handover.open', { count: person.openComplaints })}</span>
    </span>
  )
}
