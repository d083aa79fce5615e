import { Button, Modal } from '@mantine/core'
import { IconBlockquote } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { nameOfLanguage } from '../../complaints/languageName.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { Empty } from '../../ui/Empty.tsx'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type SavedReply, SavedReplyForm } from './SavedReplyForm.tsx'
import classes from './saved-replies.module.css'

/** Suggestions for writing to customers: mine, and those for everyone. */
export function SavedRepliesSection() {
  const t = useText()
  const replies = useQuery(ask('listSavedReplies', {}))
  const [edited, setEdited] = useState<SavedReply | 'new' | null>(null)
  const columns = useColumns(setEdited, replies.data?.some(({ mayChange }) => mayChange) ?? false)
  const close = () => setEdited(null)
  return (
    <>
      <PageHeader
        title={t('settings.saved-replies')}
        description={t('saved.description')}
        actions={
          <Button leftSection={<IconBlockquote size={16} aria-hidden />} onClick={() => setEdited('new')}>
            {t('saved.new')}
          </Button>
        }
      />
      {replies.isPending && <Loading lines={4} />}
      {replies.isError && <Failed error={replies.error} onRetry={() => void replies.refetch()} />}
      {replies.isSuccess && (
        <DataTable
          label={t('settings.saved-replies')}
          columns={columns}
          rows={replies.data}
          rowKey={({ id }) => id}
          total={replies.data.length}
          empty={
            <Empty title={t('saved.empty')} icon={<IconBlockquote size={28} stroke={1.5} />}>
              {t('saved.description')}
            </Empty>
          }
        />
      )}
      <Modal
        opened={edited !== null}
        onClose={close}
        size="lg"
        title={t(edited === 'new' ? 'saved.new' : 'saved.change')}
      >
        {edited && <SavedReplyForm reply={edited === 'new' ? null : edited} onDone={close} />}
      </Modal>
    </>
  )
}

function useColumns(onEdit: (reply: SavedReply) => void, mayChangeAny: boolean): Column<SavedReply>[] {
  const t = useText()
  const { language: spoken } = useLanguage()
  return [
    {
      key: 'name',
      header: t('saved.name'),
      card: 'head',
      cell: ({ name, text, language }) => (
        <span lang={language} className={classes.reply}>
          <b>{name}</b>
          <span className={classes.text}>{text}</span>
        </span>
      ),
    },
    {
      key: 'language',
      header: t('saved.language'),
      width: '8rem',
      cell: ({ language }) => nameOfLanguage(spoken, language),
    },
    {
      key: 'whose',
      header: t('saved.whose'),
      width: '10rem',
      cell: ({ isShared, owner }) =>
        isShared ? (owner ? t('saved.everyone_by', { name: owner.name }) : t('saved.everyone')) : t('saved.mine'),
    },
    ...(mayChangeAny
      ? [
          {
            key: 'do',
            header: t('saved.actions'),
            width: '12rem',
            cell: (reply: SavedReply) => (reply.mayChange ? <Doing reply={reply} onEdit={onEdit} /> : null),
          },
        ]
      : []),
  ]
}

function Doing({ reply, onEdit }: { reply: SavedReply; onEdit: (reply: SavedReply) => void }) {
  const t = useText()
  const { id, name } = reply
  const run = async (work: () => Promise<unknown>, said: Parameters<typeof notify>[0]) => {
    try {
      await work()
      notify(said)
    } catch (error) {
      notify({ tone: 'failed', words: explain(error, t) })
    }
    await queries.invalidateQueries({ queryKey: ['listSavedReplies'] })
  }
  const restore = () =>
    void run(() => call('restoreSavedReply', { params: { id } }), { words: t('saved.restored', { name }) })
  const remove = () =>
    void run(() => call('deleteSavedReply', { params: { id }, ifMatch: reply.version }), {
      words: t('saved.deleted', { name }),
      onUndo: restore,
    })
  return (
    <span className={classes.doing}>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('saved.change_one', { name })}
        onClick={() => onEdit(reply)}
      >
        {t('saved.change')}
      </Button>
      <Button size="compact-xs" variant="subtle" aria-label={t('saved.delete_one', { name })} onClick={remove}>
        {t('saved.delete')}
      </Button>
    </span>
  )
}
