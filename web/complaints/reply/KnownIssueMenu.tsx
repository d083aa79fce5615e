import { Button, Kbd, Menu } from '@mantine/core'
import { IconBarrierBlock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { announce } from '../../ui/announce.ts'
import { notify } from '../../ui/notices.tsx'
import type { Complaint } from '../people.ts'
import classes from './reply.module.css'

type Suggested = AnswerOf<'suggestKnownIssues'>[number]
type MenuProps = { complaint: Complaint; text: string; onInsert: (text: string) => void }

/** What is published that this complaint may be about; Alt+K puts the likeliest after what is written, to be made one's own. */
export function KnownIssueMenu({ complaint, text, onInsert }: MenuProps) {
  const t = useText()
  const { reference } = complaint
  const found = useQuery({ ...ask('suggestKnownIssues', { params: { reference } }), staleTime: 60_000 })
  const issues = found.data ?? []
  const insert = (issue: Suggested | undefined) => {
    if (!issue) return
    onInsert(text.trim() === '' ? issue.reply : `${text.trimEnd()}\n\n${issue.reply}`)
    const words = t('known.inserted', { title: issue.title })
    announce(words)
    notify({ words, onUndo: () => onInsert(text) })
  }
  const place = useInsertKey(() => insert(issues[0]))
  return (
    <span ref={place} hidden={issues.length === 0}>
      <Menu position="top-start" width={340}>
        <Menu.Target>
          <Button
            size="compact-xs"
            variant="default"
            aria-keyshortcuts="Alt+K"
            title={t('known.menu_key')}
            leftSection={<IconBarrierBlock size={14} aria-hidden />}
            rightSection={<Kbd size="xs">Alt+K</Kbd>}
          >
            {t('known.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {issues.map((issue) => (
            <Menu.Item key={issue.slug} onClick={() => insert(issue)}>
              <span lang={issue.language}>{issue.title}</span>
              <div className={classes.suggestion}>
                {t(issue.isItsPothole ? 'known.menu_own' : 'known.menu_alike')} · {issue.stateWords}
              </div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}

/** Alt+K anywhere in the form around the element that gets the ref; by the place of the key, whatever alphabet it writes. */
function useInsertKey(insert: () => void) {
  const place = useRef<HTMLSpanElement>(null)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.code !== 'KeyK' || !event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    insert()
  })
  useEffect(() => {
    const form = place.current?.closest('form')
    const onKeyDown = (event: KeyboardEvent) => press(event)
    form?.addEventListener('keydown', onKeyDown)
    return () => form?.removeEventListener('keydown', onKeyDown)
  }, [])
  return place
}
