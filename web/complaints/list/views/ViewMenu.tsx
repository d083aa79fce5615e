import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconBookmarkPlus,
  IconCopy,
  IconDeviceFloppy,
  IconDots,
  IconHome,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../../language/useLanguage.ts'
import { fromSaved, isSame, type ListSearch, viewOf } from '../search.ts'
import { useViewActions } from './useViewActions.ts'
import { type SavedView, useCurrentView, useLayout, useListSettings } from './useViews.ts'
import { ViewDialog } from './ViewDialog.tsx'

type Dialog = 'save' | 'rename' | 'duplicate'

/** Saves what is on screen as a view, and what can be done with the view on screen. */
export function ViewMenu({ search }: { search: ListSearch }) {
  const t = useText()
  const view = useCurrentView(search)
  const { isOwn } = useLayout(search)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { update } = useViewActions(search)
  const isChanged = view !== null && (!isSame(fromSaved(view.id, view.search), search) || isOwn)
  return (
    <>
      {view?.mayChange && isChanged && (
        <Button
          size="xs"
          variant="light"
          leftSection={<IconDeviceFloppy size={15} aria-hidden />}
          onClick={() => void update(view)}
        >
          {t('views.update')}
        </Button>
      )}
      {view === null && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconBookmarkPlus size={15} aria-hidden />}
          onClick={() => setDialog('save')}
        >
          {t('views.save')}
        </Button>
      )}
      <More search={search} view={view} onDialog={setDialog} />
      <Dialogs search={search} view={view} dialog={dialog} onClose={() => setDialog(null)} />
    </>
  )
}

type MoreProps = { search: ListSearch; view: SavedView | null; onDialog: (dialog: Dialog) => void }

function More({ search, view, onDialog }: MoreProps) {
  const t = useText()
  const { settings } = useListSettings()
  const { remove, beginWith } = useViewActions(search)
  const shown = view?.id ?? viewOf(search)
  const isFirst = (settings?.defaultView ?? 'all') === shown
  if (shown === null) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('views.more')}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconHome size={15} aria-hidden />}
          disabled={isFirst}
          onClick={() => beginWith(shown === 'all' ? null : shown)}
        >
          {t(isFirst ? 'views.is_first' : 'views.make_first')}
        </Menu.Item>
        {view && (
          <>
            <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={() => onDialog('duplicate')}>
              {t('views.duplicate')}
            </Menu.Item>
            {!isSame(fromSaved(view.id, view.search), search) && (
              <Menu.Item leftSection={<IconBookmarkPlus size={15} aria-hidden />} onClick={() => onDialog('save')}>
                {t('views.save_as')}
              </Menu.Item>
            )}
            {view.mayChange && (
              <>
                <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onDialog('rename')}>
                  {t('views.rename')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={15} aria-hidden />}
                  onClick={() => void remove(view)}
                >
                  {t('views.delete')}
                </Menu.Item>
              </>
            )}
            <Menu.Divider />
            <Menu.Label>{t('views.whose', { owner: view.owner.name, how: view.sharedWith })}</Menu.Label>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

type DialogsProps = { search: ListSearch; view: SavedView | null; dialog: Dialog | null; onClose: () => void }

function Dialogs({ search, view, dialog, onClose }: DialogsProps) {
  const t = useText()
  const { save, duplicate, rename } = useViewActions(search)
  const fresh = { name: '', sharedWith: 'nobody', team: null } as const
  if (dialog === 'save')
    return (
      <ViewDialog
        title={t('views.save_title')}
        submitLabel={t('views.save_confirm')}
        begin={fresh}
        onSubmit={save}
        onClose={onClose}
      />
    )
  if (!view || !dialog) return null
  if (dialog === 'rename')
    return (
      <ViewDialog
        title={t('views.rename_title')}
        submitLabel={t('views.save_confirm')}
        begin={view}
        onSubmit={(named) => rename(view, named)}
        onClose={onClose}
      />
    )
  return (
    <ViewDialog
      title={t('views.duplicate')}
      submitLabel={t('views.save_confirm')}
      begin={{ ...fresh, name: t('views.copy_of', { name: view.name }) }}
      onSubmit={(named) => duplicate(view, named)}
      onClose={onClose}
    />
  )
}
