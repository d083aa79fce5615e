import { useQuery } from '@tanstack/react-query'
import { roles } from '../../src/people/rules.ts'
import { ask } from '../api/ask.ts'
import { type AnswerOf, call } from '../api/client.ts'
import { FormFailure } from '../forms/FormFailure.tsx'
import { useSubmit } from '../forms/useSubmit.ts'
import { useText } from '../language/useLanguage.ts'
import type { Me } from '../session/session.ts'
import { LoadingRows } from '../start/LoadingRows.tsx'
import classes from './SignInPage.module.css'

type Person = AnswerOf<'setupState'>['people'][number]
type DemonstrationPeopleProps = { people: Person[]; onSignedIn: (me: Me) => Promise<void> }

/** The invented staff as buttons, by role; no password. */
export function DemonstrationPeople({ people, onSignedIn }: DemonstrationPeopleProps) {
  const inOrder = [...people].sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role))
  return (
    <>
      <StillLoading />
      <ul className={classes.people}>
        {inOrder.map((person) => (
          <li key={person.id}>
            <PersonButton person={person} onSignedIn={onSignedIn} />
          </li>
        ))}
      </ul>
    </>
  )
}

function PersonButton({
  person: { id, name, role, team },
  onSignedIn,
}: { person: Person } & Pick<DemonstrationPeopleProps, 'onSignedIn'>) {
  const t = useText()
  const { submit, isBusy, failure } = useSubmit(
    async () => onSignedIn(await call('signInToDemonstration', { body: { personId: id } })),
    [],
  )
  return (
    <>
      <button type="button" className={classes.person} onClick={() => submit()} aria-busy={isBusy}>
        <span className={classes.as}>{t('sign_in.demonstration.as', { name })}</span>
        <span className={classes.role}>
          {team ? t('sign_in.demonstration.role_and_team', { role: t(`role.${role}`), team }) : t(`role.${role}`)}
        </span>
      </button>
      <FormFailure>{failure}</FormFailure>
    </>
  )
}

/** While the complaints of the demonstration are still coming: one may sign in already. */
function StillLoading() {
  const t = useText()
  const { data } = useQuery({
    ...ask('readDemonstration', {}),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
  })
  if (data?.state !== 'running') return null
  return (
    <>
      <p>{t('sign_in.demonstration.loading')}</p>
      <LoadingRows status={data} />
    </>
  )
}
