import { TagsInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { askAll } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import type { WhyTree } from './desk.ts'
import { isStale, useBench } from './useDesk.ts'
import classes from './whys.module.css'

type Participant = WhyTree['participants'][number]
const nameOf = ({ person, name }: Participant): string => person?.name ?? name ?? ''

/** Who took part in asking why: people who work here, and others by name. */
export function Participants() {
  const t = useText()
  const { tree, mayEdit } = useBench()
  const names = tree.participants.map(nameOf)
  return (
    <section className={classes.section} aria-labelledby="participants">
      <h2 id="participants">{t('whys.participants')}</h2>
      {mayEdit && <Pick names={names} />}
      <div className={mayEdit ? classes.printed : undefined}>
        <Names names={names} />
      </div>
    </section>
  )
}

function Names({ names }: { names: string[] }) {
  const t = useText()
  return <p className={classes.quiet}>{names.length > 0 ? names.join(', ') : t('whys.participants_none')}</p>
}

function Pick({ names }: { names: string[] }) {
  const t = useText()
  const { potholeId, desk } = useBench()
  const { data: people = [] } = useQuery(askAll('listPeople'))
  const active = people.filter((person) => person.active)
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: async (next: string[]) => {
      const added = next.filter((name) => !names.includes(name))
      const gone = names.filter((name) => !next.includes(name))
      for (let attempt = 1; ; attempt += 1) {
        const { participants, version } = desk.state.tree
        const kept = participants.filter((each) => !gone.includes(nameOf(each)))
        const body = { participants: [...kept.map(givenOf), ...added.map((name) => givenFor(name, active))] }
        try {
          return desk.take(await call('saveWhyParticipants', { params: { id: potholeId }, ifMatch: version, body }))
        } catch (failure) {
          if (attempt === 3 || !isStale(failure)) throw failure
          desk.take(await call('readWhys', { params: { id: potholeId } }))
        }
      }
    },
  })
  return (
    <TagsInput
      label={t('whys.participants_label')}
      description={t('whys.participants_why')}
      data={[...new Set(active.map(({ name }) => name))]}
      maxTags={50}
      value={isPending ? variables : names}
      onChange={(next) => mutate(next)}
      error={error && explain(error, t)}
      className={`${classes.participants} not-printed`}
    />
  )
}

const givenOf = ({ person, name }: Participant) => (person ? { personId: person.id } : { name: name ?? '' })

/** Whoever has the name of somebody here is meant, if it is the name of one only. */
function givenFor(name: string, people: { id: string; name: string }[]) {
  const [one, another] = people.filter((person) => person.name === name)
  return one && !another ? { personId: one.id } : { name }
}
