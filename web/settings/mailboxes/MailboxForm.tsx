import { Button, NativeSelect, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type AnswerOf, call } from '../../api/client.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { notify } from '../../ui/notices.tsx'
import { SecretOnce } from '../SecretOnce.tsx'
import { type Draft, draftOf, imapOf, type Mailbox, withAddress } from './draft.ts'
import { ImapFields } from './ImapFields.tsx'
import classes from './mailboxes.module.css'

type Found = AnswerOf<'testMailbox'>
export type SetDraft = (change: Partial<Draft>) => void

/** Fields that are on screen, as the API calls them. */
const shown = [
  'address',
  'name',
  ...['host', 'port', 'security', 'folder', 'userName', 'password'].map((field) => `imap.${field}`),
  ...['tokenAddress', 'clientId', 'clientSecret', 'refreshToken'].map((field) => `imap.oauth2.${field}`),
]

/** Connects a mailbox (null), or changes one. It is tested before it is stored. */
export function MailboxForm({ mailbox, onDone }: { mailbox: Mailbox | null; onDone: () => void }) {
  const t = useText()
  const [draft, setDraft] = useState(() => draftOf(mailbox))
  const [found, setFound] = useState<Found | null>(null)
  const [door, setDoor] = useState<string | null>(null)
  const set: SetDraft = (change) => {
    setFound(null)
    setDraft((before) => ({ ...before, ...change }))
  }
  const { form, submit, isBusy, ...saving } = useSubmit(async () => {
    const made = await save(draft, mailbox)
    void queries.invalidateQueries({ queryKey: ['listMailboxes'] })
    if (made) return setDoor(made)
    notify({ words: t('mailboxes.saved', { name: draft.name }) })
    onDone()
  }, shown)
  const {
    submit: test,
    isBusy: isTesting,
    ...testing
  } = useSubmit(async () => {
    setFound(null)
    const body = { imap: imapOf(draft), ...(mailbox && { mailboxId: mailbox.id }) }
    setFound(await call('testMailbox', { body }))
  }, shown)
  const errorOf = (field: string) => saving.errorOf(field) ?? testing.errorOf(field)
  if (door) {
    return (
      <SecretOnce secret={`${location.origin}/api/v1/incoming-mail/${door}`} onDone={onDone}>
        {t('mailboxes.door', { name: draft.name })}
      </SecretOnce>
    )
  }
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off" className={classes.form}>
      {!mailbox && <WayChoice draft={draft} set={set} />}
      <TextInput
        data-autofocus
        label={t('mailboxes.address')}
        name="address"
        type="email"
        value={draft.address}
        onChange={({ currentTarget }) => setDraft((before) => withAddress(before, currentTarget.value))}
        error={errorOf('address')}
      />
      <TextInput
        label={t('mailboxes.shown_name')}
        description={t('mailboxes.shown_name_why')}
        name="name"
        value={draft.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={errorOf('name')}
      />
      {draft.way === 'imap' && <ImapFields draft={draft} set={set} errorOf={errorOf} isStored={mailbox !== null} />}
      {draft.way === 'imap' && !mailbox && <Beginning draft={draft} set={set} />}
      <FormFailure>{saving.failure ?? testing.failure}</FormFailure>
      {found && <TestResult found={found} />}
      <div className={classes.actions}>
        {draft.way === 'imap' ? (
          <Button variant="default" onClick={() => void test()} loading={isTesting}>
            {t('mailboxes.test')}
          </Button>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t('mailboxes.save')}
        </Button>
      </div>
    </form>
  )
}

/** @returns the secret of the address for programs, for a new forwarded one */
async function save(draft: Draft, mailbox: Mailbox | null): Promise<string | null> {
  const { name, address, way, begins } = draft
  const imap = way === 'imap' ? imapOf(draft) : null
  if (!mailbox) return (await call('addMailbox', { body: { name, address, begins, imap } })).door
  await call('changeMailbox', { params: { id: mailbox.id }, body: { name, address, ...(imap && { imap }) } })
  return null
}

type FieldsProps = { draft: Draft; set: SetDraft }

function WayChoice({ draft, set }: FieldsProps) {
  const t = useText()
  return (
    <Radio.Group
      label={t('mailboxes.kind')}
      value={draft.way}
      onChange={(way) => set({ way: way === 'forward' ? 'forward' : 'imap' })}
    >
      <div className={classes.form} style={{ gap: '0.5rem', paddingBlockStart: '0.5rem' }}>
        <Radio value="imap" label={t('mailboxes.kind_imap')} />
        <Radio value="forward" label={t('mailboxes.kind_forward')} description={t('mailboxes.kind_forward_why')} />
      </div>
    </Radio.Group>
  )
}

function Beginning({ draft, set }: FieldsProps) {
  const t = useText()
  const beginnings = ['now', 'unread', 'all'] as const
  return (
    <NativeSelect
      label={t('mailboxes.begins')}
      description={t('mailboxes.begins_why')}
      value={draft.begins}
      onChange={({ currentTarget }) => set({ begins: currentTarget.value as Draft['begins'] })}
      data={beginnings.map((each) => ({ value: each, label: t(`mailboxes.begins.${each}`) }))}
    />
  )
}

function TestResult({ found: { messages, unread, tells } }: { found: Found }) {
  const t = useText()
  return (
    <output className={classes.works}>
      {t('mailboxes.test_works', { messages, unread })} {t(tells ? 'mailboxes.test_tells' : 'mailboxes.test_asks')}
    </output>
  )
}
