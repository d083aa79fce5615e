import { Avatar, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useText } from '../language/useLanguage.ts'
import classes from './Present.module.css'
import type { Present as Person } from './usePresence.ts'

/** Faces beyond these become a number. */
const mostFaces = 4

/** Who else looks at this complaint now; a pencil on those who write. */
export function Present({ people }: { people: readonly Person[] }) {
  const t = useText()
  const shown = people.slice(0, mostFaces)
  const rest = people.slice(mostFaces)
  const words = ({ name, writing }: Person) => t(writing ? 'live.writes' : 'live.looks', { name })
  return (
    <ul className={classes.people} aria-label={t('live.also_here')}>
      {shown.map((person) => (
        <li key={person.id} className={classes.person}>
          <Tooltip label={words(person)} events={{ hover: true, focus: true, touch: true }}>
            <Avatar size={28} radius="xl" name={person.name} classNames={{ placeholder: classes.face }} tabIndex={0} />
          </Tooltip>
          <VisuallyHidden>{words(person)}</VisuallyHidden>
          {person.writing && <IconPencil size={12} aria-hidden className={classes.pencil} />}
        </li>
      ))}
      {rest.length > 0 && (
        <li className={classes.person}>
          <Tooltip label={rest.map(({ name }) => name).join(', ')}>
            <Avatar size={28} radius="xl" classNames={{ placeholder: classes.face }} tabIndex={0}>
              +{rest.length}
            </Avatar>
          </Tooltip>
        </li>
      )}
    </ul>
  )
}

/** Said where one is about to write, so that a customer does not get two answers. */
export function WritingNow({ people }: { people: readonly Person[] }) {
  const t = useText()
  const writers = people.filter(({ writing }) => writing).map(({ name }) => name)
  return (
    <output className={classes.writing}>
      {writers.length > 0 && t('live.writing_now', { names: writers.join(', '), count: writers.length })}
    </output>
  )
}
