import { Button, Menu, Modal } from '@mantine/core'
import { IconBlockquote, IconDeviceFloppy, IconListDetails } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { SavedReplyForm } from '../../settings/saved-replies/SavedReplyForm.tsx'
import { nameOfLanguage } from '../languageName.ts'
import type { Complaint } from '../people.ts'
import classes from './reply.module.css'

type SavedReply = AnswerOf<'listSavedReplies'>[number]
type MenuProps = { complaint: Complaint; text: string; onInsert: (text: string) => void }

/** Suggestions for this customer's language first; what is chosen is put after what stands there, to be made one's own. */
export function SavedReplyMenu({ complaint, text, onInsert }: MenuProps) {
  const t = useText()
  const [isSaving, setSaving] = useState(false)
  const replies = useQuery(ask('listSavedReplies', {}))
  const language = complaint.language === 'ru' ? 'ru' : 'en'
  const inLanguage = Map.groupBy(replies.data ?? [], (each) => each.language)
  const order = language === 'ru' ? (['ru', 'en'] as const) : (['en', 'ru'] as const)
  return (
    <>
      <Menu position="top-start" width={320}>
        <Menu.Target>
          <Button size="compact-xs" variant="default" leftSection={<IconBlockquote size={14} aria-hidden />}>
            {t('saved.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {replies.data?.length === 0 && <Menu.Label>{t('saved.empty')}</Menu.Label>}
          {order.map((each) => (
            <Group
              key={each}
              language={each}
              replies={inLanguage.get(each) ?? []}
              onChoose={(reply) => onInsert(joined(text, reply, complaint))}
            />
          ))}
          <Menu.Divider />
          {text.trim() !== '' && (
            <Menu.Item leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => setSaving(true)}>
              {t('saved.save_this')}
            </Menu.Item>
          )}
          <Menu.Item
            component="a"
            href="/settings/saved-replies"
            leftSection={<IconListDetails size={16} aria-hidden />}
          >
            {t('saved.manage')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isSaving} onClose={() => setSaving(false)} title={t('saved.save_this')}>
        <SavedReplyForm reply={null} given={{ text, language }} onDone={() => setSaving(false)} />
      </Modal>
    </>
  )
}

type GroupProps = { language: 'en' | 'ru'; replies: SavedReply[]; onChoose: (reply: SavedReply) => void }

function Group({ language, replies, onChoose }: GroupProps) {
  if (replies.length === 0) return null
  return (
    <>
      <Menu.Label>{nameOfLanguage(language, language)}</Menu.Label>
      {replies.map((reply) => (
        <Menu.Item key={reply.id} lang={language} onClick={() => onChoose(reply)}>
          {reply.name}
          <div className={classes.suggestion}>{reply.text.replaceAll('\n', ' ')}</div>
        </Menu.Item>
      ))}
    </>
  )
}

/** The suggestion with what is known put in, after what is written. */
function joined(text: string, reply: SavedReply, { customer, reference, owner }: Complaint): string {
  const known: Record<string, string> = { name: customer?.name ?? '', reference, owner: owner.name }
  const filled = reply.text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)
  return text.trim() === '' ? filled : `${text.trimEnd()}\n\n${filled}`
}
