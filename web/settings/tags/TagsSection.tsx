import { Badge, Button, Menu, Modal } from '@mantine/core'
import { IconDots, IconTag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { TagChip } from '../../complaints/tags/TagChip.tsx'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { Empty } from '../../ui/Empty.tsx'
import { explain } from '../../ui/explain.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { notify } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { MergeTag } from './MergeTag.tsx'
import { TagForm } from './TagForm.tsx'

export type Tag = AnswerOf<'listTags'>[number]
type Doing = { what: 'add' } | { what: 'edit' | 'merge'; tag: Tag } | null

/** The tags there are: rename, recolour, merge, retire. */
export function TagsSection() {
  const t = useText()
  const may = useMay()
  const tags = useQuery(ask('listTags', { query: { counted: 'true' } }))
  const [doing, setDoing] = useState<Doing>(null)
  const columns = useTagColumns(may('changeTag') ? setDoing : null)
  return (
    <>
      <PageHeader
        title={t('settings.tags')}
        description={t('tags.description')}
        actions={
          may('addTag') && (
            <Button leftSection={<IconTag size={16} aria-hidden />} onClick={() => setDoing({ what: 'add' })}>
              {t('tags.new')}
            </Button>
          )
        }
      />
      {tags.isPending && <Loading lines={4} />}
      {tags.isError && <Failed error={tags.error} onRetry={() => void tags.refetch()} />}
      {tags.isSuccess && (
        <DataTable
          label={t('settings.tags')}
          columns={columns}
          rows={tags.data}
          rowKey={({ id }) => id}
          total={tags.data.length}
          empty={
            <Empty title={t('tags.empty')} icon={<IconTag size={28} stroke={1.5} />}>
              {t('tags.empty_why')}
            </Empty>
          }
        />
      )}
      <Dialogs doing={doing} tags={tags.data ?? []} onClose={() => setDoing(null)} />
    </>
  )
}

type DialogsProps = { doing: Doing; tags: Tag[]; onClose: () => void }

/** What is being done with a tag, or a new one. */
function Dialogs({ doing, tags, onClose }: DialogsProps) {
  const t = useText()
  const edited = doing?.what === 'edit' ? doing.tag : null
  const merged = doing?.what === 'merge' ? doing.tag : null
  return (
    <>
      <Modal
        opened={edited !== null || doing?.what === 'add'}
        onClose={onClose}
        title={t(edited ? 'tags.change' : 'tags.new')}
      >
        <TagForm tag={edited} onDone={onClose} />
      </Modal>
      <Modal opened={merged !== null} onClose={onClose} title={t('tags.merge')}>
        {merged && <MergeTag tag={merged} tags={tags} onDone={onClose} />}
      </Modal>
    </>
  )
}

function useTagColumns(onDo: ((doing: Doing) => void) | null): Column<Tag>[] {
  const t = useText()
  const format = useFormat()
  return [
    {
      key: 'name',
      header: t('tags.name'),
      card: 'head',
      cell: ({ name, colour, retired }) => (
        <>
          <TagChip name={name} colour={colour} /> {retired && <Badge variant="default">{t('tags.retired')}</Badge>}
        </>
      ),
    },
    {
      key: 'complaints',
      header: t('nav.complaints'),
      align: 'end',
      width: '8rem',
      cell: ({ id, complaints }) =>
        complaints && (
          <a href={`/complaints?tag=${id}`}>{format.count({ count: complaints.count, isCapped: complaints.more })}</a>
        ),
    },
    ...(onDo
      ? [
          {
            key: 'do',
            header: t('tags.actions'),
            card: 'corner' as const,
            width: '6rem',
            cell: (tag: Tag) => <TagMenu tag={tag} onDo={onDo} />,
          },
        ]
      : []),
  ]
}

function TagMenu({ tag, onDo }: { tag: Tag; onDo: (doing: Doing) => void }) {
  const t = useText()
  const retire = async (retired: boolean, isUndo = false) => {
    try {
      await call('changeTag', { params: { id: tag.id }, body: { retired } })
      const words = t(retired ? 'tags.was_retired' : 'tags.was_brought_back', { tag: tag.name })
      notify({ words, ...(!isUndo && { onUndo: () => void retire(!retired, true) }) })
    } catch (error) {
      notify({ tone: 'failed', words: explain(error, t) })
    }
    await queries.invalidateQueries({ queryKey: ['listTags'] })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" aria-label={t('tags.actions_of', { tag: tag.name })}>
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDo({ what: 'edit', tag })}>{t('tags.change')}</Menu.Item>
        <Menu.Item onClick={() => onDo({ what: 'merge', tag })}>{t('tags.merge')}</Menu.Item>
        <Menu.Item onClick={() => void retire(!tag.retired)}>
          {t(tag.retired ? 'tags.bring_back' : 'tags.retire')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
