import { Button, Menu } from '@mantine/core'
import { IconZzz } from '@tabler/icons-react'
import type { AnswerOf } from '../api/client.ts'
import { call } from '../api/client.ts'
import { useAct } from '../complaints/act.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { notify } from '../ui/notices.tsx'
import { useNow } from '../ui/useNow.ts'
import { snoozesFor } from './snoozes.ts'

type CareComplaint = AnswerOf<'readCare'>['customers'][number]['complaints'][number]

/** Puts a complaint aside until a time, which is never later than the next update, or takes it up again. */
export function SnoozeMenu({ complaint }: { complaint: CareComplaint }) {
  const t = useText()
  const format = useFormat()
  const { act } = useAct()
  const now = useNow()
  const { reference, nextUpdateDue, snoozedUntil } = complaint
  const params = { reference }
  const run = async (work: () => Promise<unknown>, said: Parameters<typeof notify>[0]) => {
    let failure: unknown
    const isDone = await act(() =>
      work().catch((error) => {
        failure = error
        throw error
      }),
    )
    notify(isDone ? said : { tone: 'failed', words: explain(failure, t) })
  }
  const wake = () => void run(() => call('endSnooze', { params }), { words: t('snooze.over', { reference }) })
  if (snoozedUntil) {
    return (
      <Button size="compact-xs" variant="default" onClick={wake} aria-label={t('snooze.end_one', { reference })}>
        {t('snooze.end')}
      </Button>
    )
  }
  const put = (until: Date) =>
    void run(() => call('snooze', { params, body: { until: until.toISOString() } }), {
      words: t('snooze.done', { reference, when: format.dateTime(until) }),
      onUndo: wake,
    })
  const choices = snoozesFor(now, new Date(nextUpdateDue))
  if (choices.length === 0) return null
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconZzz size={14} aria-hidden />}
          aria-label={t('snooze.put_one', { reference })}
        >
          {t('snooze.put')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ key, at }) => (
          <Menu.Item key={key} onClick={() => put(at)}>
            {t(`snooze.${key}`)} · {format.dateTime(at)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('snooze.rule')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
