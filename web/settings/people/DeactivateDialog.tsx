import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { notify } from '../../ui/notices.tsx'
import type { Person } from './PeopleSection.tsx'
import classes from './people.module.css'
import { successorsOf } from './successors.ts'

type DeactivateDialogProps = {
  isOpen: boolean
  person: Person
  people: Person[]
  onClose: () => void
  onDone: () => void
}

/** Asks who takes over, and says what will happen before it does. */
export function DeactivateDialog({ isOpen, person, people, onClose, onDone }: DeactivateDialogProps) {
  const t = useText()
  const format = useFormat()
  const successors = successorsOf(person, people)
  const [chosen, choose] = useState(successors[0]?.id ?? '')
  const successor = successors.find(({ id }) => id === chosen)
  const deactivate = async () => {
    const { handedOver } = await call('deactivatePerson', { params: { id: person.id }, body: { successorId: chosen } })
    await queries.invalidateQueries()
    notify({
      words: t('people.deactivated', {
        name: person.name,
        successor: successor?.name ?? '',
        count: handedOver,
        number: format.number(handedOver),
      }),
    })
    onDone()
  }
  if (!successor) {
    return (
      <ConfirmDialog
        isOpen={isOpen}
        title={t('people.deactivate_question', { name: person.name })}
        confirmLabel={t('dialog.close')}
        onConfirm={() => {}}
        onClose={onClose}
      >
        {t('people.nobody_else')}
      </ConfirmDialog>
    )
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('people.deactivate_question', { name: person.name })}
      confirmLabel={t('people.deactivate')}
      isDestructive
      onConfirm={deactivate}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <NativeSelect
          label={t('people.successor')}
          value={chosen}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={successors.map(({ id, name, role }) => ({ value: id, label: `${name} (${t(`role.${role}`)})` }))}
        />
        <ul>
          <li>
            {t('people.deactivate_complaints', {
              count: person.openComplaints,
              number: format.number(person.openComplaints),
              successor: successor.name,
            })}
          </li>
          <li>{t('people.deactivate_routing', { name: person.name, successor: successor.name })}</li>
          <li>{t('people.deactivate_access', { name: person.name })}</li>
        </ul>
        <p>{t('people.deactivate_undo')}</p>
      </div>
    </ConfirmDialog>
  )
}
