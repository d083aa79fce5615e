import { Modal, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../../../api/ask.ts'
import { useText } from '../../../language/useLanguage.ts'
import { useMe } from '../../../session/useSession.ts'
import { FormButtons } from '../../../ui/FormButtons.tsx'
import { Refusal } from '../../dialogs/Refusal.tsx'
import { usePeople } from '../../topics.ts'
import { mayShare, type Sharing, sharings } from '../../../../src/complaints/views/rules.ts'
import type { SavedView } from './useViews.ts'
import classes from './Views.module.css'

export type ViewNamed = { name: string; sharedWith: Sharing; teamId: string | null }

type ViewDialogProps = {
  title: string
  submitLabel: string
  /** What the fields begin with. */
  begin: Pick<SavedView, 'name' | 'sharedWith' | 'team'>
  onSubmit: (view: ViewNamed) => Promise<unknown>
  onClose: () => void
}

/** What a view is called and who sees it besides me. */
export function ViewDialog({ title, ...rest }: ViewDialogProps) {
  return (
    <Modal opened onClose={rest.onClose} title={title}>
      <Form {...rest} />
    </Modal>
  )
}

/** Whom I may share with: my role and my team decide. */
function useSharing(begin: ViewDialogProps['begin']) {
  const me = useMe()
  const { data: all = [] } = useQuery(ask('listTeams', {}))
  const mine = usePeople()?.find(({ id }) => id === me.id)?.team ?? null
  const keeper = { id: me.id, role: me.role, teamId: mine?.id ?? null }
  const teams = all.filter(({ id }) => mayShare(keeper, 'team', id))
  const mayOffer = (sharing: Sharing) =>
    sharing === begin.sharedWith || (sharing === 'team' ? teams.length > 0 : mayShare(keeper, sharing, null))
  return { teams, usualTeam: mine?.id ?? teams[0]?.id ?? null, offered: sharings.filter(mayOffer) }
}

function Form({ submitLabel, begin, onSubmit, onClose }: Omit<ViewDialogProps, 'title'>) {
  const t = useText()
  const { teams, usualTeam, offered } = useSharing(begin)
  const [name, setName] = useState(begin.name)
  const [sharedWith, setSharing] = useState<Sharing>(begin.sharedWith)
  const [chosenTeam, setTeam] = useState<string | null>(begin.team?.id ?? null)
  const teamId = chosenTeam ?? usualTeam
  const { mutate, isPending, error } = useMutation({ mutationFn: onSubmit, onSuccess: onClose })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name: name.trim(), sharedWith, teamId: sharedWith === 'team' ? teamId : null })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        data-autofocus
        required
        maxLength={100}
        label={t('views.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('views.shared_with')}
        value={sharedWith}
        onChange={(value) => setSharing(value as Sharing)}
        data={offered.map((value) => ({ value, label: t(`views.shared_with.${value}`) }))}
      />
      {sharedWith === 'team' && teams.length > 1 && (
        <Select
          label={t('views.team')}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={teamId}
          onChange={setTeam}
          allowDeselect={false}
        />
      )}
      <Refusal error={error} />
      <FormButtons submitLabel={submitLabel} isBusy={isPending} isComplete={name.trim() !== ''} onCancel={onClose} />
    </form>
  )
}
