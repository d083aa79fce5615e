import { Badge, Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Role, roles } from '../../../src/people/rules.ts'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import classes from '../people/people.module.css'
import { SecretOnce } from '../SecretOnce.tsx'

type Key = AnswerOf<'listKeys'>[number]

/** Keys with which other programs call the API. */
export function KeysSection() {
  const t = useText()
  const keys = useQuery(ask('listKeys', {}))
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const columns = useKeyColumns(setRevoking)
  const revoke = async () => {
    if (!revoking) return
    await call('revokeKey', { params: { id: revoking.id } })
    await queries.invalidateQueries({ queryKey: ['listKeys'] })
    notify({ words: t('keys.revoked', { name: revoking.name }) })
  }
  return (
    <>
      <PageHeader
        title={t('settings.keys')}
        description={t('keys.description')}
        actions={
          <Button leftSection={<IconKey size={16} aria-hidden />} onClick={() => setCreating(true)}>
            {t('keys.create')}
          </Button>
        }
      />
      {keys.isPending && <Loading lines={4} />}
      {keys.isError && <Failed error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isSuccess && (
        <DataTable
          label={t('settings.keys')}
          columns={columns}
          rows={keys.data}
          rowKey={({ id }) => id}
          total={keys.data.length}
          empty={
            <Empty title={t('keys.none')} icon={<IconKey size={28} stroke={1.5} />}>
              {t('keys.none_why')}
            </Empty>
          }
        />
      )}
      <Modal
        opened={isCreating}
        onClose={() => setCreating(false)}
        title={t('keys.create')}
        closeOnClickOutside={false}
      >
        <CreateKey onDone={() => setCreating(false)} />
      </Modal>
      <ConfirmDialog
        isOpen={revoking !== null}
        title={t('keys.revoke_question', { name: revoking?.name ?? '' })}
        confirmLabel={t('keys.revoke')}
        isDestructive
        onConfirm={revoke}
        onClose={() => setRevoking(null)}
      >
        {t('keys.revoke_happens')}
      </ConfirmDialog>
    </>
  )
}

function useKeyColumns(onRevoke: (key: Key) => void): Column<Key>[] {
  const t = useText()
  const format = useFormat()
  return [
    { key: 'name', header: t('keys.name'), card: 'head', cell: ({ name }) => name },
    { key: 'role', header: t('people.role'), cell: ({ role }) => t(`role.${role}`) },
    { key: 'created', header: t('keys.created'), width: '9rem', cell: ({ createdAt }) => format.date(createdAt) },
    {
      key: 'state',
      header: t('keys.state'),
      card: 'corner',
      width: '11rem',
      cell: (key) =>
        key.revokedAt ? (
          <Badge variant="default">{t('keys.revoked_on', { date: format.date(key.revokedAt) })}</Badge>
        ) : (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            aria-label={t('keys.revoke_named', { name: key.name })}
            onClick={() => onRevoke(key)}
          >
            {t('keys.revoke')}
          </Button>
        ),
    },
  ]
}

function CreateKey({ onDone }: { onDone: () => void }) {
  const t = useText()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [key, setKey] = useState<string | null>(null)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const created = await call('createKey', { body: { name, role } })
    void queries.invalidateQueries({ queryKey: ['listKeys'] })
    setKey(created.key)
  }, ['name', 'role'])
  if (key) {
    return (
      <SecretOnce secret={key} onDone={onDone}>
        {t('keys.made', { name })}
      </SecretOnce>
    )
  }
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.fields}>
      <TextInput
        label={t('keys.name')}
        description={t('keys.name_why')}
        name="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
        data-autofocus
      />
      <NativeSelect
        label={t('people.role')}
        name="role"
        description={t('keys.role_why')}
        value={role}
        onChange={({ currentTarget }) => setRole(currentTarget.value as Role)}
        error={errorOf('role')}
        data={roles.map((each) => ({ value: each, label: t(`role.${each}`) }))}
      />
      <FormFailure>{failure}</FormFailure>
      <FormButtons submitLabel={t('keys.create')} isBusy={isBusy} onCancel={onDone} />
    </form>
  )
}
