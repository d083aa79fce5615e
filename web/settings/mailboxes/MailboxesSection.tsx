import { Alert, Badge, Button, Menu, Modal } from '@mantine/core'
import { IconDots, IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { TimeAgo } from '../../ui/TimeAgo.tsx'
import type { Mailbox } from './draft.ts'
import { MailboxForm } from './MailboxForm.tsx'
import classes from './mailboxes.module.css'

type Doing = { what: 'add' } | { what: 'change' | 'remove'; mailbox: Mailbox } | null

/** The mailboxes that are read: connect, test, see how they do, pause, remove. */
export function MailboxesSection() {
  const t = useText()
  const mailboxes = useQuery({ ...ask('listMailboxes', {}), refetchInterval: 10_000 })
  const [doing, setDoing] = useState<Doing>(null)
  const columns = useMailboxColumns(setDoing)
  return (
    <>
      <PageHeader
        title={t('settings.mailboxes')}
        description={t('mailboxes.description')}
        actions={
          <Button leftSection={<IconMail size={16} aria-hidden />} onClick={() => setDoing({ what: 'add' })}>
            {t('mailboxes.add')}
          </Button>
        }
      />
      {mailboxes.isPending && <Loading lines={3} />}
      {mailboxes.isError && <Failed error={mailboxes.error} onRetry={() => void mailboxes.refetch()} />}
      {mailboxes.isSuccess && (
        <>
          <Troubles mailboxes={mailboxes.data} onChange={(mailbox) => setDoing({ what: 'change', mailbox })} />
          <DataTable
            label={t('settings.mailboxes')}
            columns={columns}
            rows={mailboxes.data}
            rowKey={({ id }) => id}
            total={mailboxes.data.length}
            empty={
              <Empty title={t('mailboxes.none')} icon={<IconMail size={28} stroke={1.5} />}>
                {t('mailboxes.none_why')}
              </Empty>
            }
          />
        </>
      )}
      <Dialogs doing={doing} onClose={() => setDoing(null)} />
    </>
  )
}

type TroublesProps = { mailboxes: Mailbox[]; onChange: (mailbox: Mailbox) => void }

/** What is wrong with mailboxes that cannot be read, and what to change. */
function Troubles({ mailboxes, onChange }: TroublesProps) {
  const t = useText()
  const format = useFormat()
  const failing = mailboxes.filter(({ state, trouble }) => state === 'failing' && trouble)
  if (failing.length === 0) return null
  return (
    <div className={classes.troubles}>
      {failing.map((mailbox) => (
        <Alert
          key={mailbox.id}
          color="red"
          title={t('mailboxes.failing', {
            name: mailbox.name,
            since: format.dateTime(mailbox.trouble?.since ?? mailbox.createdAt),
          })}
        >
          <p>{mailbox.trouble?.explanation}</p>
          <p>{t('mailboxes.failing_safe')}</p>
          <Button size="compact-sm" variant="default" onClick={() => onChange(mailbox)}>
            {t('mailboxes.change', { name: mailbox.name })}
          </Button>
        </Alert>
      ))}
    </div>
  )
}

function Dialogs({ doing, onClose }: { doing: Doing; onClose: () => void }) {
  const t = useText()
  const changed = doing?.what === 'change' ? doing.mailbox : null
  const removed = doing?.what === 'remove' ? doing.mailbox : null
  const remove = async () => {
    if (!removed) return
    await call('removeMailbox', { params: { id: removed.id } })
    await queries.invalidateQueries({ queryKey: ['listMailboxes'] })
    notify({ words: t('mailboxes.removed', { name: removed.name }) })
  }
  return (
    <>
      <Modal
        opened={changed !== null || doing?.what === 'add'}
        onClose={onClose}
        size="lg"
        title={changed ? t('mailboxes.change', { name: changed.name }) : t('mailboxes.add')}
        closeOnClickOutside={false}
      >
        <MailboxForm mailbox={changed} onDone={onClose} />
      </Modal>
      <ConfirmDialog
        isOpen={removed !== null}
        title={t('mailboxes.remove_question', { name: removed?.name ?? '' })}
        confirmLabel={t('mailboxes.remove')}
        isDestructive
        onConfirm={remove}
        onClose={onClose}
      >
        {t('mailboxes.remove_happens')}
      </ConfirmDialog>
    </>
  )
}

function useMailboxColumns(onDo: (doing: Doing) => void): Column<Mailbox>[] {
  const t = useText()
  const format = useFormat()
  return [
    {
      key: 'name',
      header: t('mailboxes.name'),
      card: 'head',
      cell: ({ name, address }) => (
        <>
          {name}
          {name !== address && <span className={classes.address}>{address}</span>}
        </>
      ),
    },
    {
      key: 'way',
      header: t('mailboxes.way'),
      width: '14rem',
      cell: ({ imap }) => (imap ? `${imap.host}, ${imap.folder}` : t('mailboxes.way_forwarded')),
    },
    { key: 'state', header: t('mailboxes.state'), width: '13rem', cell: (mailbox) => <State mailbox={mailbox} /> },
    {
      key: 'mails',
      header: t('mailboxes.mails'),
      align: 'end',
      width: '7rem',
      cell: ({ mails }) => format.number(mails),
    },
    {
      key: 'do',
      header: t('mailboxes.actions'),
      card: 'corner',
      width: '6rem',
      cell: (mailbox) => <MailboxMenu mailbox={mailbox} onDo={onDo} />,
    },
  ]
}

const colours = { new: 'gray', reading: 'teal', failing: 'red', paused: 'gray' } as const

function State({ mailbox: { state, reachedAt, imap } }: { mailbox: Mailbox }) {
  const t = useText()
  const key = state === 'new' && !imap ? 'new_forwarded' : state
  return (
    <>
      <Badge variant="light" color={colours[state]}>
        {t(`mailboxes.state.${key}`)}
      </Badge>{' '}
      {state === 'reading' && reachedAt && <TimeAgo at={reachedAt} />}
    </>
  )
}

function MailboxMenu({ mailbox, onDo }: { mailbox: Mailbox; onDo: (doing: Doing) => void }) {
  const t = useText()
  const { id, name, state } = mailbox
  const setPaused = async (paused: boolean) => {
    try {
      await call('changeMailbox', { params: { id }, body: { paused } })
      await queries.invalidateQueries({ queryKey: ['listMailboxes'] })
      notify({ words: t(paused ? 'mailboxes.paused' : 'mailboxes.resumed', { name }) })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" aria-label={t('mailboxes.actions_of', { name })}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDo({ what: 'change', mailbox })}>{t('mailboxes.edit')}</Menu.Item>
        <Menu.Item onClick={() => void setPaused(state !== 'paused')}>
          {t(state === 'paused' ? 'mailboxes.resume' : 'mailboxes.pause')}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => onDo({ what: 'remove', mailbox })}>
          {t('mailboxes.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
